/* eslint-env browser */
/**
 * Looks at the heap of a process that was started with `--inspect`.
 *
 * @param said - what it wrote at its start, with the address of its inspector
 * @returns `used`, which collects garbage first and gives bytes, and `close`
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
  const ask = method =>
    new Promise(answered => {
      last += 1;
      waiting.set(last, answered);
      socket.send(JSON.stringify({ id: last, method }));
    });
  return {
    async used() {
      // Twice: what the first finds to be finalized, the second frees.
      await ask('HeapProfiler.collectGarbage');
      await ask('HeapProfiler.collectGarbage');
      return (await ask('Runtime.getHeapUsage')).usedSize;
    },
    close: () => socket.close(),
  };
}
