import { once } from 'node:events';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  TERMINAL_PROTOCOL,
  type TerminalNews,
  type TerminalRequest,
} from '@mlops/plugin-mlops-common';
import { WebSocket } from 'ws';
import { eventually } from './eventually';

/** The page's side of a terminal. */
export class TerminalClient {
  readonly news: TerminalNews[] = [];
  text = '';
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.text += data;
      else this.news.push(JSON.parse(String(data)));
    });
    socket.on('error', () => undefined);
  }

  /** @returns the client, or the status of the refusal */
  static async connect(
    port: number,
    protocols: string[],
    headers: Record<string, string> = {},
  ): Promise<TerminalClient | number> {
    const socket = new WebSocket(
      `ws://localhost:${port}/api/mlops/terminals`,
      protocols,
      { headers },
    );
    return Promise.race([
      once(socket, 'open').then(() => new TerminalClient(socket)),
      once(socket, 'unexpected-response').then(([, response]) => {
        socket.on('error', () => undefined);
        socket.terminate();
        return Number(response.statusCode);
      }),
    ]);
  }

  /** As `person`, with a ticket of whomever. */
  static async open(port: number, ticket: string, person: string) {
    const client = await this.connect(port, [TERMINAL_PROTOCOL, ticket]);
    if (typeof client === 'number') throw new Error(`Refused: ${client}`);
    client.begin(person);
    return client;
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  begin(person: string): void {
    const token = mockCredentials.user.token(person);
    this.say({ type: 'begin', token, columns: 80, rows: 24 });
  }

  say(request: TerminalRequest): void {
    this.send(JSON.stringify(request));
  }

  send(data: string | Buffer): void {
    this.#socket.send(data);
  }

  type(text: string): void {
    this.#socket.send(Buffer.from(text));
  }

  leave(): void {
    this.#socket.close();
  }

  /** The next word about the terminal as a whole. */
  async told(type: TerminalNews['type']): Promise<TerminalNews> {
    const found = () => this.news.find(news => news.type === type);
    const told = await eventually(
      async () => found(),
      news => news !== undefined,
    );
    if (!told) throw new Error(`Nothing was told of "${type}"`);
    return told;
  }
}
