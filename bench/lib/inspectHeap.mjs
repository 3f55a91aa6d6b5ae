/* eslint-env browser */
/**
 * Bytes of the heap that hold data: what a program is compiled to grows with how often it runs, whatever it keeps.
 */
const DATA_BYTES = `process.getBuiltinModule('v8').getHeapSpaceStatistics()
  .filter(({ space_name }) => !/^(code|trusted|shared_trusted)_/.test(space_name))
  .reduce((sum, { space_used_size }) => sum + space_used_size, 0)`;

/**
 * Looks at the heap of a process that was started with `--inspect`.
 *
 * @param said - what it wrote at its start, with the address of its inspector
 * @returns `used`, which collects garbage first and gives bytes of data, and `close`
 */
export async function inspectHeap(said) {
  const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
  if (!address) throw new Error('The portal tells no address to inspect it');
  const socket = new WebSocket(address);
  await new Promise((open, failed) => {
    socket.addEventListener('open', open);
    socket.addEventListener('error', failed);
  });
  const waiting = new Map();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const ask = (method, params) =>
    new Promise(answered => {
      last += 1;
      waiting.set(last, answered);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return {
    async used() {
      // Twice: what the first finds to be finalized, the second frees.
      await ask('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.collectGarbage');
      const { result } = await ask('Runtime.evaluate', {
        expression: DATA_BYTES,
      });
      return result.value;
    },
    close: () => socket.close(),
  };
}
