import { Coalescer } from './Coalescer';

describe('Coalescer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('acts at once, and once more for all that was asked meanwhile', async () => {
    const work = jest.fn(async () => undefined);
    const coalescer = new Coalescer(work, 300);
    coalescer.ask();
    expect(work).toHaveBeenCalledTimes(1);
    coalescer.ask();
    coalescer.ask();
    expect(work).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(300);
    expect(work).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('goes on after a failure', async () => {
    const work = jest.fn(async () => {
      throw new Error('no connection');
    });
    const coalescer = new Coalescer(work, 300);
    coalescer.ask();
    await jest.advanceTimersByTimeAsync(300);
    coalescer.ask();
    expect(work).toHaveBeenCalledTimes(2);
  });
});
