import { Queue } from './Queue';

describe('Queue', () => {
  it('hands over what was told before and while somebody listens, until its end', async () => {
    const queue = new Queue<number>();
    queue.push(1);
    const heard: number[] = [];
    const listening = (async () => {
      for await (const item of queue) heard.push(item);
    })();
    await new Promise(resolve => setTimeout(resolve, 5));
    queue.push(2);
    queue.push(3);
    queue.end();
    await listening;
    expect(heard).toEqual([1, 2, 3]);
  });
});
