import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { readMessage, writeMessages, type ChannelMessage } from './channels';

/**
 * Bytes of both directions on a WebSocket of several channels, no faster than they are read at either end. With the
 * one, the other ends.
 *
 * @param about - `channel`: on which bytes are sent; `take`: bytes that are for the reader, of all that comes;
 * `onEnd`: what is sent when nothing more is written
 */
export function socketStream(
  socket: WebSocket,
  about: {
    channel: number;
    take(message: ChannelMessage): Buffer | undefined;
    onEnd?: Buffer;
  },
): Duplex {
  const send = (bytes: Buffer, done: (error?: Error) => void) =>
    socket.send(bytes, error => done(error ?? undefined));
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      const messages = writeMessages(about.channel, chunk);
      messages.forEach((message, place) =>
        send(message, place === messages.length - 1 ? done : () => {}),
      );
      if (messages.length === 0) done();
    },
    final: done => {
      const { onEnd } = about;
      if (onEnd && socket.readyState === socket.OPEN) send(onEnd, done);
      else done();
    },
    destroy: (error, done) => {
      socket.terminate();
      done(error);
    },
  });
  socket.on('message', (data: RawData) => {
    const message = readMessage(bytesOf(data));
    const bytes = message && about.take(message);
    if (!bytes || bytes.length === 0 || stream.destroyed) return;
    if (!stream.push(bytes)) socket.pause();
  });
  socket.once('close', () => {
    if (!stream.destroyed) stream.push(null);
    // Nothing can be sent any more, however much there still is to be read.
    stream.end();
  });
  // An error is told by the end. One that nobody hears, because nobody listens yet, would end the backend.
  socket.on('error', () => undefined);
  stream.on('error', () => undefined);
  return stream;
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
