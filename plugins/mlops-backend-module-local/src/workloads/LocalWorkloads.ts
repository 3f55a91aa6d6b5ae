import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { WorkloadId, WorkloadPlan } from '@mlops/plugin-mlops-common';
import {
  workloadEvent,
  type EngineObjectState,
  type LogOptions,
  type Upstream,
  type UsageSampleState,
  type WorkloadEngine,
  type WorkloadRef,
} from '@mlops/plugin-mlops-node';
import { readClaim } from '../attempts/claim';
import { readUsage } from '../attempts/readUsage';
import type { DataFolder } from '../DataFolder';
import type { DiskRoom } from '../DiskRoom';
import type { FeedEvent } from '../EventFeed';
import { followLog, logSize } from '../log/followLog';
import { removeFolder } from '../removeFolder';
import type { LocalWorkload } from './LocalWorkload';
import type { SocketFolder } from './SocketFolder';
import type { WorkloadKeeper } from './WorkloadKeeper';
import type { WorkloadShelf } from './WorkloadShelf';

interface LocalWorkloadsDeps {
  data: DataFolder;
  disk: DiskRoom;
  shelf: WorkloadShelf;
  keeper: WorkloadKeeper;
  sockets: SocketFolder;
  now: () => number;
}

/** Workloads as processes of this machine. They outlive the backend, which adopts them again. */
export class LocalWorkloads implements WorkloadEngine {
  readonly #deps: LocalWorkloadsDeps;
  #opening: Promise<void> | undefined;

  constructor(deps: LocalWorkloadsDeps) {
    this.#deps = deps;
  }

  /** Reads what an earlier engine left and goes on with what was under way; once. */
  open(): Promise<void> {
    this.#opening ??= (async () => {
      const { keeper, shelf } = this.#deps;
      await shelf.open();
      shelf.all().forEach(workload => keeper.keep(workload));
    })();
    return this.#opening;
  }

  /** Does nothing more and leaves what is under way to the engine that comes next. */
  async close(): Promise<void> {
    const { keeper, shelf } = this.#deps;
    keeper.close();
    await Promise.all(shelf.all().map(workload => workload.close()));
  }

  async start(plan: WorkloadPlan): Promise<void> {
    const { disk, keeper, shelf } = this.#deps;
    if (!(await this.#find(plan))) disk.require();
    await shelf.take(plan, workload => keeper.keep(workload));
  }

  async end(ref: WorkloadRef): Promise<void> {
    const workload = await this.#find(ref);
    await workload?.end('ended on request');
  }

  async connect(ref: WorkloadRef, port: string): Promise<Upstream> {
    const { workloadId } = ref;
    const workload = await this.#find(ref);
    if (!workload)
      throw new NotFoundError(`There is no workload ${workloadId}`);
    const { plan, state } = workload;
    if (!plan.ports.some(({ name }) => name === port)) {
      throw new NotFoundError(`Workload ${workloadId} has no port "${port}"`);
    }
    if (state.status !== 'ready') {
      const why = state.reason ? `: ${state.reason}` : '';
      throw new ServiceUnavailableError(
        `Workload ${workloadId} is not ready but ${state.status}${why}`,
      );
    }
    const socketPath = this.#deps.sockets.port(workloadId, port);
    return { address: { socketPath }, headers: {} };
  }

  async objects(ref: WorkloadRef): Promise<EngineObjectState[]> {
    const workload = await this.#find(ref);
    if (!workload || workload.state.starts === 0) return [];
    const { isRunning, reason, starts, status } = workload.state;
    const start = this.#deps.data.workload(ref.workloadId).start(starts);
    const claim = readClaim(start.claim);
    const last = status === 'ended' ? 'stopped' : 'failed';
    return [
      {
        kind: 'process',
        name: claim ? String(claim.pid) : `start ${starts}`,
        task: null,
        attempt: starts,
        status: isRunning ? 'running' : last,
        reason,
      },
    ];
  }

  async *log(ref: WorkloadRef, options: LogOptions): AsyncIterable<Uint8Array> {
    const workload = await this.#find(ref);
    if (!workload) return;
    yield* followLog(this.#deps.data.workload(ref.workloadId).log, {
      ...options,
      isOver: async () => workload.isOver,
    });
  }

  async logSize({ workloadId }: WorkloadRef): Promise<number> {
    return logSize(this.#deps.data.workload(workloadId).log);
  }

  async usage({ workloadId }: WorkloadRef): Promise<UsageSampleState[]> {
    return readUsage(this.#deps.data.workload(workloadId).usage);
  }

  async purge(ref: WorkloadRef): Promise<void> {
    const { data, shelf } = this.#deps;
    const { workloadId } = ref;
    const workload = await this.#find(ref);
    if (!workload) return;
    if (!workload.isOver) {
      throw new ServiceUnavailableError(`Workload ${workloadId} is not over`);
    }
    await workload.close();
    shelf.forget(workloadId);
    await removeFolder(data.workload(workloadId).path);
  }

  /** The whole state of all workloads. What is held is told as it is now; the disk does not change. */
  async *events(): AsyncIterable<FeedEvent> {
    const { now, shelf } = this.#deps;
    const over = shelf.over();
    const event = ({ plan, state }: LocalWorkload) =>
      workloadEvent(plan.workloadId, state, now());
    yield* shelf.all().map(event);
    for (const workloadId of over) {
      const workload = await shelf.find(workloadId);
      if (workload) yield event(workload);
    }
  }

  async #find({
    workloadId,
  }: {
    workloadId: WorkloadId;
  }): Promise<LocalWorkload | undefined> {
    await this.open();
    return this.#deps.shelf.find(workloadId);
  }
}
