import type { Duplex } from 'node:stream';
import type { TerminalSize } from '@mlops/plugin-mlops-node';
import { EXEC_CHANNELS, PORT_CHANNELS, writeMessages } from './channels';
import type { ClusterSockets } from './ClusterSockets';
import type {
  ClusterStreams,
  ExecRequest,
  Execution,
  ExecutionEnd,
  PodPlace,
  PortRequest,
} from './ClusterStreams';
import { executionEnd } from './executionEnd';
import { socketStream } from './socketStream';

/** Version 5 can end the input alone; API servers before 1.30 know the one before it. */
const EXEC_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/**
 * What kubelets have spoken ever since they forward ports by WebSocket. The newer `v2.portforward.k8s.io` is SPDY
 * within a WebSocket: it puts several connections on one, and would need that protocol written anew for no gain, as
 * each connection is a stream of its own here too.
 */
const PORT_PROTOCOLS = ['v4.channel.k8s.io'];

/** The first message of a channel is the number of the port, in so many bytes. */
const GREETING_BYTES = 2;

/** Streams to pods as WebSockets, one each. */
export class WebSocketStreams implements ClusterStreams {
  readonly #sockets: ClusterSockets;

  constructor(sockets: ClusterSockets) {
    this.#sockets = sockets;
  }

  async exec(request: ExecRequest): Promise<Execution> {
    const { pod, container, command, terminal, signal } = request;
    const socket = await this.#sockets.open(
      `${pathOf(pod)}/exec`,
      [
        ['container', container],
        ...command.map(part => ['command', part] as const),
        ['stdin', 'true'],
        ['stdout', 'true'],
        // In a terminal there is one output, and the API server insists on it.
        ['stderr', String(terminal === null)],
        ['tty', String(terminal !== null)],
      ],
      EXEC_PROTOCOLS,
      signal,
    );
    let end: ExecutionEnd = { kind: 'lost' };
    const { input, output, errors, status, close } = EXEC_CHANNELS;
    const stream = socketStream(socket, {
      channel: input,
      take: ({ channel, bytes }) => {
        if (channel === status) end = executionEnd(bytes.toString());
        return channel === output || channel === errors ? bytes : undefined;
      },
      ...(socket.protocol === EXEC_PROTOCOLS[0] && {
        onEnd: Buffer.from([close, input]),
      }),
    });
    const ended = new Promise<ExecutionEnd>(resolve => {
      socket.once('close', () => resolve(end));
    });
    const resize = ({ columns, rows }: TerminalSize) => {
      if (socket.readyState !== socket.OPEN) return;
      const size = Buffer.from(
        JSON.stringify({ Width: columns, Height: rows }),
      );
      writeMessages(EXEC_CHANNELS.resize, size).forEach(message =>
        socket.send(message, () => undefined),
      );
    };
    if (terminal) resize(terminal);
    return { stream, resize, end: ended };
  }

  async connect({ pod, port, signal }: PortRequest): Promise<Duplex> {
    const socket = await this.#sockets.open(
      `${pathOf(pod)}/portforward`,
      [['ports', String(port)]],
      PORT_PROTOCOLS,
      signal,
    );
    const greeted = new Set<number>();
    const stream = socketStream(socket, {
      channel: PORT_CHANNELS.data,
      take: ({ channel, bytes }) => {
        const isGreeting =
          !greeted.has(channel) && bytes.length === GREETING_BYTES;
        greeted.add(channel);
        if (isGreeting) return undefined;
        if (channel === PORT_CHANNELS.data) return bytes;
        stream.destroy(
          new Error(`Port ${port} of ${pod.name}: ${bytes.toString()}`),
        );
        return undefined;
      },
    });
    return stream;
  }
}

function pathOf({ namespace, name }: PodPlace): string {
  return `/api/v1/namespaces/${namespace}/pods/${name}`;
}
