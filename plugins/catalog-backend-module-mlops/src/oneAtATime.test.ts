import { oneAtATime } from './oneAtATime';

/** Work whose turns a test ends. */
function steered() {
  const ends: Array<(error?: Error) => void> = [];
  const turn = oneAtATime(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push(error => (error ? reject(error) : resolve()));
      }),
  );
  return { ends, turn };
}

describe('oneAtATime', () => {
  it('gives all calls during a turn one further turn', async () => {
    const { ends, turn } = steered();
    const first = turn();
    const late = [turn(), turn()];
    expect(ends).toHaveLength(1);
    ends[0]();
    await first;
    expect(ends).toHaveLength(2);
    ends[1]();
    await Promise.all(late);
    expect(ends).toHaveLength(2);
  });

  it('goes on after a turn that failed, and tells those who asked for it', async () => {
    const { ends, turn } = steered();
    const first = turn();
    const second = turn();
    ends[0](new Error('no answer'));
    await expect(first).rejects.toThrow('no answer');
    ends[1]();
    await expect(second).resolves.toBeUndefined();
  });
});
