import { Rounds } from './Rounds';

function rounds(work: (subject: string) => Promise<void>) {
  const failed: string[] = [];
  const made = new Rounds<string>(work, {
    signal: new AbortController().signal,
    onFailure: subject => failed.push(subject),
    againAfterMs: 1,
  });
  return { made, failed };
}

describe('Rounds', () => {
  it('looks once more at what has changed while it was looked at, however often', async () => {
    let looks = 0;
    let atOnce = 0;
    const { made } = rounds(async () => {
      looks += 1;
      atOnce += 1;
      expect(atOnce).toBe(1);
      await Promise.resolve();
      atOnce -= 1;
    });
    made.poke('a');
    made.poke('a');
    made.poke('a');
    await made.idle();
    expect(looks).toBe(2);
  });

  it('goes on with others while one is slow, and is idle after the last', async () => {
    const done: string[] = [];
    let goOn = () => {};
    const slow = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const { made } = rounds(async subject => {
      if (subject === 'slow') await slow;
      done.push(subject);
    });
    made.poke('slow');
    made.poke('quick');
    await new Promise(setImmediate);
    expect(done).toEqual(['quick']);
    goOn();
    await made.idle();
    expect(done).toEqual(['quick', 'slow']);
  });

  it('works on few at the same time', async () => {
    let most = 0;
    let now = 0;
    const { made } = rounds(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
    });
    for (let i = 0; i < 100; i += 1) made.poke(String(i));
    await made.idle();
    expect(most).toBe(16);
  });

  it('tells a failure and tries again, without holding up who waits for all', async () => {
    let tries = 0;
    let succeed = () => {};
    const succeeded = new Promise<void>(resolve => {
      succeed = resolve;
    });
    const { made, failed } = rounds(async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      succeed();
    });
    made.poke('a');
    await made.idle();
    expect([tries, failed]).toEqual([1, ['a']]);
    await succeeded;
    expect([tries, failed]).toEqual([2, ['a']]);
  });
});
