import { Asked } from './Asked';

describe('Asked', () => {
  const about = (more = {}) => ({
    signal: new AbortController().signal,
    onAnswer: jest.fn(),
    onFailure: jest.fn(),
    ...more,
  });

  it('asks once, says when the answer is there, and hands it over once', async () => {
    const onAnswer = jest.fn();
    const asked = new Asked<string>(about({ onAnswer }));
    const ask = jest.fn(async () => 'yes');
    expect(asked.of('a', ask)).toBeUndefined();
    expect(asked.of('a', ask)).toBeUndefined();
    await new Promise(setImmediate);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(onAnswer).toHaveBeenCalledTimes(1);
    expect(asked.of('a', ask)).toBe('yes');
    expect(asked.of('a', ask)).toBeUndefined();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks about each subject by itself', async () => {
    const asked = new Asked<string>(about());
    asked.of('a', async () => 'one');
    asked.of('b', async () => 'two');
    await new Promise(setImmediate);
    const never = async () => 'never';
    expect([asked.of('a', never), asked.of('b', never)]).toEqual([
      'one',
      'two',
    ]);
  });

  it('is idle when each was tried once, also where that failed', async () => {
    const asked = new Asked<string>(about());
    let answer = () => {};
    const slow = new Promise<string>(resolve => {
      answer = () => resolve('yes');
    });
    asked.of('slow', () => slow);
    asked.of('broken', async () => {
      throw new Error('away');
    });
    const idle = jest.fn();
    const waiting = asked.idle().then(idle);
    await new Promise(setImmediate);
    expect(idle).not.toHaveBeenCalled();
    answer();
    await waiting;
    expect(asked.of('slow', () => slow)).toBe('yes');
  });

  it('asks again what could not be answered', async () => {
    const onFailure = jest.fn();
    let answered = () => {};
    const done = new Promise<void>(resolve => {
      answered = resolve;
    });
    const asked = new Asked<string>(about({ onFailure, onAnswer: answered }));
    const ask = jest
      .fn(async () => 'yes')
      .mockRejectedValueOnce(new Error('away'));
    asked.of('a', ask);
    await done;
    expect(onFailure).toHaveBeenCalledTimes(1);
    expect(asked.of('a', ask)).toBe('yes');
  });
});
