import { createServer } from 'node:net';
import { Refusal } from '../Refusal.mjs';
import { portHolder } from './portHolder.mjs';

/** `localhost` is both, so that a stranger on the other one would get the portal's visitors. */
const LOOPBACKS = ['127.0.0.1', '::1'];

/** Refuses a port that is in use, and says by whom. */
export async function requireFreePort(port) {
  for (const host of LOOPBACKS) {
    const code = await tryToListen(host, port);
    if (code === 'EADDRINUSE') {
      const holder = portHolder(port);
      const who = holder
        ? `process ${holder.pid} (${holder.command})`
        : 'a process of another user';
      throw new Refusal(
        `Port ${port} is in use by ${who}. End it, or choose another port: npm run portal -- --port ${
          port + 1
        }`,
      );
    }
    if (code === 'EACCES') {
      throw new Refusal(
        `Port ${port} is reserved for the administrator. Choose one above 1023: npm run portal -- --port 7007`,
      );
    }
  }
}

/** A machine without IPv6 answers EADDRNOTAVAIL, which is no obstacle. */
function tryToListen(host, port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
}
