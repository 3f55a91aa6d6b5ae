/**
 * Several streams on one WebSocket, as the API server and the kubelet speak: the first byte of each message says to
 * which it belongs. See `k8s.io/apimachinery/pkg/util/remotecommand`.
 */
export const EXEC_CHANNELS = {
  input: 0,
  output: 1,
  errors: 2,
  status: 3,
  resize: 4,
  /** In version 5: the stream that the second byte names has ended. */
  close: 255,
} as const;

/** Of the one port that a connection is asked for. */
export const PORT_CHANNELS = { data: 0, errors: 1 } as const;

/** Bytes of a message at most: larger ones keep a terminal from answering. */
const MOST_BYTES = 32_768;

export interface ChannelMessage {
  channel: number;
  bytes: Buffer;
}

/** @returns `undefined` for one that belongs to no channel */
export function readMessage(message: Buffer): ChannelMessage | undefined {
  if (message.length === 0) return undefined;
  return { channel: message[0], bytes: message.subarray(1) };
}

/** As messages that are no larger than they may be; of nothing, there is none. */
export function writeMessages(channel: number, bytes: Uint8Array): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += MOST_BYTES) {
    messages.push(
      Buffer.concat([
        Buffer.from([channel]),
        bytes.subarray(at, at + MOST_BYTES),
      ]),
    );
  }
  return messages;
}
