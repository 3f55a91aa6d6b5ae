import { explainExitCode, explainOutOfMemory, signalName } from './explainEnd';

describe('how a program ended', () => {
  it.each([
    [1, 'it ended with exit code 1'],
    [128, 'it ended with exit code 128'],
    [137, 'it ended with exit code 137 (SIGKILL)'],
    [139, 'it ended with exit code 139 (SIGSEGV)'],
    [255, 'it ended with exit code 255'],
  ])('explains exit code %i', (exitCode, text) => {
    expect(explainExitCode(exitCode)).toBe(text);
  });

  it('names signals, and no number that is none', () => {
    expect(signalName(15)).toBe('SIGTERM');
    expect(signalName(0)).toBeUndefined();
    expect(signalName(99)).toBeUndefined();
  });

  it('says how much memory there was', () => {
    const memory = { requestBytes: 2 ** 30, limitBytes: 2 ** 30 };
    expect(explainOutOfMemory({ memory })).toBe(
      'out of memory: it used more than its limit of 1Gi',
    );
  });
});
