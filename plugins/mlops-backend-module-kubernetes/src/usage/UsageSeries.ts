import type { UsageSampleState } from '@mlops/plugin-mlops-node';
import type { UsageReading } from './readSummary';

type Reading = Pick<
  UsageReading,
  'at' | 'cpuCoreNanoSeconds' | 'workingSetBytes'
>;

/** Milliseconds between samples of an attempt that has run for a while. */
const SPARSE_MS = 10_000;

/** Milliseconds in which every reading is kept: how most attempts use most shows at their beginning. */
const DENSE_MS = 60_000;

/** Milliseconds that two readings are apart at least, so that what is rounded in them does not become a peak. */
const SHORTEST_MS = 500;

/** What an attempt has used over time, made of readings that only grow; and the most of it. */
export class UsageSeries {
  readonly #samples: UsageSampleState[];
  readonly #startedAt: number;
  #last: Pick<Reading, 'at' | 'cpuCoreNanoSeconds'>;
  #peakCpu: number | null = null;
  #peakMemory: number | null = null;

  /** @param startedAt - of the container, in milliseconds since 1970 */
  constructor(startedAt: number, known: readonly UsageSampleState[] = []) {
    this.#startedAt = startedAt;
    this.#last = { at: startedAt, cpuCoreNanoSeconds: 0 };
    this.#samples = [...known];
    for (const sample of known) this.#raise(sample);
  }

  add(reading: Reading): void {
    const { at, cpuCoreNanoSeconds } = this.#last;
    const milliseconds = reading.at - at;
    if (milliseconds < SHORTEST_MS) return;
    // After a restart of the portal there is no reading before this one but the start of the container.
    const used = Math.max(0, reading.cpuCoreNanoSeconds - cpuCoreNanoSeconds);
    const sample = {
      at: reading.at,
      cpuCores: used / (milliseconds * 1e6),
      memoryBytes: reading.workingSetBytes,
    };
    this.#last = reading;
    const isHighest = this.#raise(sample);
    const kept = this.#samples.at(-1)?.at ?? -Infinity;
    const isDense = reading.at - this.#startedAt < DENSE_MS;
    if (isDense || isHighest || reading.at - kept >= SPARSE_MS) {
      this.#samples.push(sample);
    }
  }

  get samples(): readonly UsageSampleState[] {
    return this.#samples;
  }

  /** `null` while nothing was read. */
  get peak(): { cpuCores: number; memoryBytes: number } | null {
    return this.#peakCpu === null || this.#peakMemory === null
      ? null
      : { cpuCores: this.#peakCpu, memoryBytes: this.#peakMemory };
  }

  #raise({ cpuCores, memoryBytes }: UsageSampleState): boolean {
    const isHighest =
      cpuCores > (this.#peakCpu ?? -1) ||
      memoryBytes > (this.#peakMemory ?? -1);
    this.#peakCpu = Math.max(this.#peakCpu ?? 0, cpuCores);
    this.#peakMemory = Math.max(this.#peakMemory ?? 0, memoryBytes);
    return isHighest;
  }
}
