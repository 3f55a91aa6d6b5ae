import {
  TerminalConnection,
  type TerminalState,
  type TerminalWay,
} from './TerminalConnection';

const way: TerminalWay = {
  ticket: async () => 'one-ticket',
  address: async () => 'ws://portal/api/mlops/terminals',
  token: async () => 'one-token',
};

/** The backend's side of a socket. */
class FakeSocket {
  static last: FakeSocket;
  readonly sent: Array<string | Uint8Array> = [];
  isClosed = false;
  onopen: () => void = () => undefined;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  onclose: () => void = () => undefined;

  constructor(readonly url: string, readonly protocols: string[]) {
    FakeSocket.last = this;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.isClosed = true;
    this.onclose();
  }

  tell(news: object): void {
    this.onmessage({ data: JSON.stringify(news) });
  }

  get said(): unknown[] {
    return this.sent.flatMap(one =>
      typeof one === 'string' ? [JSON.parse(one)] : [],
    );
  }
}

describe('TerminalConnection', () => {
  const original = window.WebSocket;
  let states: TerminalState[];
  let shown: string;
  let connection: TerminalConnection;
  const settle = () => new Promise(resolve => setTimeout(resolve, 0));
  const connect = async (more: Partial<TerminalWay> = {}) => {
    connection = new TerminalConnection(
      { ...way, ...more },
      {
        size: { columns: 90, rows: 30 },
        write: (bytes, onShown) => {
          shown += String.fromCharCode(...bytes.slice(0, 10));
          onShown();
        },
      },
      state => states.push(state),
    );
    await settle();
    return FakeSocket.last;
  };
  const opened = async () => {
    const socket = await connect();
    socket.onopen();
    socket.tell({ type: 'opened' });
    return socket;
  };

  beforeEach(() => {
    states = [];
    shown = '';
    Object.assign(window, { WebSocket: FakeSocket });
  });
  afterEach(() => {
    connection.close();
    Object.assign(window, { WebSocket: original });
  });

  it('brings its ticket as a protocol, and says who it is where no address shows it', async () => {
    const socket = await connect();
    expect(socket.url).toBe('ws://portal/api/mlops/terminals');
    expect(socket.protocols).toEqual(['mlops.terminal', 'one-ticket']);
    socket.onopen();
    expect(socket.said).toEqual([
      { type: 'begin', token: 'one-token', columns: 90, rows: 30 },
    ]);
    expect(states).toEqual([{ phase: 'connecting' }]);
    socket.tell({ type: 'opened' });
    expect(states.at(-1)).toEqual({ phase: 'open' });
  });

  it('keeps what is typed before there is a shell', async () => {
    const socket = await connect();
    socket.onopen();
    connection.type(new Uint8Array([65, 66]));
    expect(socket.sent.at(-1)).not.toEqual(new Uint8Array([65, 66]));
    socket.tell({ type: 'opened' });
    expect(socket.sent.at(-1)).toEqual(new Uint8Array([65, 66]));
  });

  it('carries bytes both ways, a long paste in pieces', async () => {
    const socket = await opened();
    socket.onmessage({ data: new TextEncoder().encode('hi').buffer });
    expect(shown).toBe('hi');
    connection.type(new Uint8Array(70_000));
    const sizes = socket.sent.flatMap(one =>
      typeof one === 'string' ? [] : [one.length],
    );
    expect(sizes).toEqual([32_768, 32_768, 4_464]);
  });

  it('tells how much was shown, so that the backend does not run ahead', async () => {
    const socket = await opened();
    for (let i = 0; i < 5; i++) {
      socket.onmessage({ data: new ArrayBuffer(65_536) });
    }
    expect(socket.said.slice(-2)).toEqual([
      { type: 'shown', bytes: 131_072 },
      { type: 'shown', bytes: 262_144 },
    ]);
  });

  it('keeps the reason of the backend, and takes an end without one for a loss', async () => {
    const socket = await opened();
    socket.tell({ type: 'ended', reason: 'exited', exitCode: 3 });
    socket.close();
    expect(states.at(-1)).toEqual({
      phase: 'ended',
      reason: 'exited',
      exitCode: 3,
    });
    (await opened()).close();
    expect(states.at(-1)).toEqual({ phase: 'ended', reason: 'lost' });
  });

  it('says why there is no ticket, and opens no socket then', async () => {
    const before = FakeSocket.last;
    await connect({
      ticket: async () => {
        throw new Error('Run 7 has ended');
      },
    });
    expect(FakeSocket.last).toBe(before);
    expect(states.at(-1)).toEqual({
      phase: 'ended',
      reason: 'refused',
      message: 'Run 7 has ended',
    });
  });

  it('sends nothing after its end', async () => {
    const socket = await opened();
    connection.close();
    const count = socket.sent.length;
    connection.type(new Uint8Array(3));
    connection.resize({ columns: 1, rows: 1 });
    expect(socket.sent).toHaveLength(count);
    expect(socket.isClosed).toBe(true);
    expect(states.at(-1)).toEqual({ phase: 'ended', reason: 'closed' });
  });
});
