import { MemoryObjects } from '../__testUtils__/MemoryObjects';
import { NOTHING_SAID } from './ExecutorLines';
import { LiveLogs } from './LiveLogs';
import { LogReader } from './LogReader';
import { StoredLog } from './StoredLog';

describe('LogReader', () => {
  it('looks now and then where another backend keeps the log, and not all the time', async () => {
    const store = new StoredLog(new MemoryObjects(), 'runs/log/');
    const write = (offset: number, text: string) =>
      store.write(offset, Buffer.from(text), {
        times: [],
        before: null,
        mark: null,
        executor: NOTHING_SAID,
        hasBegun: true,
        gaps: [],
      });
    await write(0, 'one\n');
    let looks = 0;
    const isOver = async () => {
      looks += 1;
      return looks === 3;
    };
    const began = Date.now();
    const { signal } = new AbortController();
    const reading = new LogReader(store, new LiveLogs()).read(
      { from: 1, follow: true, signal },
      isOver,
    );
    const chunks: string[] = [];
    for await (const chunk of reading) {
      chunks.push(String(chunk));
      if (looks === 1) await write(4, 'two\n');
    }
    expect(chunks.join('')).toBe('ne\ntwo\n');
    expect(Date.now() - began).toBeGreaterThan(1_500);
  });
});
