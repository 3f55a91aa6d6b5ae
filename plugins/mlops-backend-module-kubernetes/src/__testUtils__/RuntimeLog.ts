/** What a program writes at once, to one of its streams. */
export interface Written {
  stream: 'stdout' | 'stderr';
  bytes: Buffer;
  /** Nanoseconds that pass before. */
  after: number;
}

interface Entry {
  time: bigint;
  bytes: Buffer;
}

const NEWLINE = 10;

/**
 * The log of a container as runtime and kubelet make it: a runtime gathers each stream in lines, and cuts those that
 * are too long; the kubelet puts the time in front of what follows a line feed.
 */
export class RuntimeLog {
  readonly #entries: Entry[] = [];
  readonly #longest: number;
  readonly #open = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  /** Streams in the middle of a line of which a part is written down. */
  readonly #cut = new Set<string>();
  #now = 1_795_657_685_200_845_073n;

  /** @param longest - bytes of a line at which it is cut */
  constructor(longest: number) {
    this.#longest = longest;
  }

  write({ stream, bytes, after }: Written): void {
    this.#now += BigInt(after);
    let rest = Buffer.concat([this.#open[stream], bytes]);
    for (;;) {
      const end = rest.indexOf(NEWLINE) + 1;
      const isWhole = end > 0 && end <= this.#longest;
      if (!isWhole && rest.length < this.#longest) break;
      const length = isWhole ? end : this.#longest;
      this.#entries.push({ time: this.#now, bytes: rest.subarray(0, length) });
      rest = rest.subarray(length);
      // Lines may be taken at one moment, but not what one of them is cut into, nor what the other stream puts between.
      if (isWhole) {
        if (this.#cut.size > 0) this.#now += 1n;
        this.#cut.delete(stream);
      } else {
        this.#now += 1n;
        this.#cut.add(stream);
      }
    }
    this.#open[stream] = rest;
  }

  /** The program has ended: what has no line feed is written down. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const bytes = this.#open[stream];
      this.#now += 1n;
      if (bytes.length > 0) this.#entries.push({ time: this.#now, bytes });
      this.#open[stream] = Buffer.alloc(0);
    }
  }

  get length(): number {
    return this.#entries.length;
  }

  /** The first entry from this one on that begins a line. */
  lineFrom(entry: number): number {
    let first = entry;
    while (this.#entries[first - 1]?.bytes.at(-1) !== NEWLINE) {
      if (first === 0 || first >= this.#entries.length) break;
      first += 1;
    }
    return first;
  }

  /** Exactly what was written down, from an entry on. */
  bytes(from = 0): Buffer {
    return Buffer.concat(this.#entries.slice(from).map(({ bytes }) => bytes));
  }

  /**
   * As the kubelet tells it.
   *
   * @param since - whole seconds count
   * @param first - of the entries that were not rotated away
   * @param last - of those that are there, excluded
   */
  read(
    since: string | undefined,
    first = 0,
    last = this.#entries.length,
  ): Buffer {
    const from = since === undefined ? 0 : Math.floor(Date.parse(since) / 1e3);
    const chunks: Buffer[] = [];
    let isNewLine = true;
    for (const { time, bytes } of this.#entries.slice(first, last)) {
      if (time / 1_000_000_000n < BigInt(from)) continue;
      if (isNewLine) chunks.push(Buffer.from(`${stamp(time)} `));
      chunks.push(bytes);
      isNewLine = bytes.at(-1) === NEWLINE;
    }
    return Buffer.concat(chunks);
  }
}

function stamp(time: bigint): string {
  const second = new Date(Number(time / 1_000_000_000n) * 1_000);
  const rest = String(time % 1_000_000_000n).padStart(9, '0');
  return second.toISOString().replace('.000Z', `.${rest}Z`);
}
