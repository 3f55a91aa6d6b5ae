import { isFinal, mayFollow, STATUSES } from './status';

describe('mayFollow', () => {
  it('lets states move forward, also past one', () => {
    expect(mayFollow('waiting', 'queued')).toBe(true);
    expect(mayFollow('waiting', 'running')).toBe(true);
    expect(mayFollow('queued', 'running')).toBe(true);
  });

  it('never lets them move back or stay', () => {
    expect(mayFollow('running', 'queued')).toBe(false);
    expect(mayFollow('queued', 'waiting')).toBe(false);
    expect(mayFollow('running', 'running')).toBe(false);
  });

  it('lets every state end in every way, once', () => {
    const final = STATUSES.filter(isFinal);
    const open = STATUSES.filter(status => !isFinal(status));
    expect(final).toHaveLength(5);
    for (const end of final) {
      for (const current of open) expect(mayFollow(current, end)).toBe(true);
      for (const next of STATUSES) expect(mayFollow(end, next)).toBe(false);
    }
  });
});
