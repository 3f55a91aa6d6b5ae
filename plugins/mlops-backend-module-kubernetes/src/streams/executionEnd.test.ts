import { executionEnd } from './executionEnd';

describe('executionEnd', () => {
  it('is the exit code of the command', () => {
    expect(executionEnd('{"metadata":{},"status":"Success"}')).toEqual({
      kind: 'exited',
      code: 0,
    });
    const status = {
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: 'command terminated with exit code 4',
      details: { causes: [{ reason: 'ExitCode', message: '4' }] },
    };
    expect(executionEnd(JSON.stringify(status))).toEqual({
      kind: 'exited',
      code: 4,
    });
  });

  it('is what the cluster says where nothing could be executed', () => {
    const status = { status: 'Failure', message: 'container not found' };
    expect(executionEnd(JSON.stringify(status))).toEqual({
      kind: 'failed',
      message: 'container not found',
    });
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{"details":{"causes":[{"reason":"ExitCode","message":"-1"}]}}',
    'no JSON',
  ])('makes no exit code of %j', text => {
    expect(executionEnd(text).kind).toBe('failed');
  });
});
