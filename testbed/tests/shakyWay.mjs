import { createServer } from 'node:http';
import { request } from 'node:https';
import { testbed } from './runningTestbed.mjs';

/**
 * A way to an API server that can be cut, and that can say that it has forgotten what a watch wants to go on from.
 *
 * @returns `url`, `cut()` for all that is under way, `forget()` for the next watch, `away()` until `back()`, `asked`:
 * addresses of requests
 */
export async function shakyWay(cluster) {
  const { url, authority } = testbed.clusters.find(
    ({ name }) => name === cluster,
  );
  const ca = Buffer.from(authority, 'base64');
  const asked = [];
  let forgets = false;
  let isAway = false;
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url);
    if (isAway) {
      outgoing.destroy();
      return;
    }
    if (forgets && incoming.url.includes('watch=true')) {
      forgets = false;
      outgoing.writeHead(410, { 'Content-Type': 'application/json' });
      outgoing.end(JSON.stringify({ kind: 'Status', reason: 'Expired' }));
      return;
    }
    const { method, headers } = incoming;
    const sent = request(
      `${url}${incoming.url}`,
      { method, ca, headers: { ...headers, host: new URL(url).host } },
      answer => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        // A watch may have nothing to tell for long.
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  await new Promise(ready => {
    server.listen(0, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    cut: () => server.closeAllConnections(),
    away: () => {
      isAway = true;
      server.closeAllConnections();
    },
    back: () => {
      isAway = false;
    },
    forget: () => {
      forgets = true;
      server.closeAllConnections();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
