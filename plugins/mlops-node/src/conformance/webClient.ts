import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Upstream } from '../engine/Workload';

/** For tests: what a workload answers to a GET, as a proxy would ask it. @public */
export function askUpstream(
  { address, headers }: Upstream,
  path: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ ...address, path, headers, agent: false }, response => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', piece => {
          text += piece;
        })
        .on('error', reject)
        .on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}

/**
 * For tests: what a WebSocket sends back. With few bytes frames are simple enough to write them here.
 *
 * @param text - at most 125 bytes
 * @public
 */
export function echoUpstream(
  { address, headers }: Upstream,
  path: string,
  text: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    request({
      ...address,
      path,
      agent: false,
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    })
      .on('error', reject)
      .on('response', ({ statusCode }) =>
        reject(new Error(`Not upgraded but answered with ${statusCode}`)),
      )
      .on('upgrade', (_, socket, first) => {
        let got = first;
        const look = () => {
          if (got.length < 2 || got.length < 2 + got[1]) return;
          resolve(got.toString('utf8', 2, 2 + got[1]));
          socket.destroy();
        };
        socket.on('error', reject).on('data', piece => {
          got = Buffer.concat([got, piece]);
          look();
        });
        socket.write(textFrame(text));
        look();
      })
      .end();
  });
}

/** Of a client, so with a mask; one of zeros changes nothing. */
function textFrame(text: string): Buffer {
  const body = Buffer.from(text);
  // eslint-disable-next-line no-bitwise
  const head = Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]);
  return Buffer.concat([head, body]);
}
