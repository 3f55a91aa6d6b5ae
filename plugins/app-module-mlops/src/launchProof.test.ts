import { launchProof } from './launchProof';

describe('launchProof', () => {
  beforeEach(() => localStorage.clear());

  it('takes the proof out of the address and remembers it', () => {
    window.history.replaceState(null, '', '/mlops?x=1#launch=abc_-1');
    expect(launchProof()).toBe('abc_-1');
    expect(window.location.href).toMatch(/\/mlops\?x=1$/);
    expect(launchProof()).toBe('abc_-1');
  });

  it('leaves other fragments alone', () => {
    window.history.replaceState(null, '', '/docs#launching');
    expect(launchProof()).toBeUndefined();
    expect(window.location.hash).toBe('#launching');
  });
});
