import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import {
  resolvePackagePath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import { ArmedAttempts } from './attempts/ArmedAttempts';
import { compileSupervisor } from './attempts/compileSupervisor';
import { Confinement } from './attempts/Confinement';
import { Launcher } from './attempts/Launcher';
import { Supervisor } from './attempts/Supervisor';
import { DataFolder } from './DataFolder';
import { Environments } from './environments/Environments';
import { EnvironmentFolders } from './environments/EnvironmentFolders';
import { Runtimes } from './environments/Runtimes';
import { DiskRoom } from './DiskRoom';
import { EventFeed } from './EventFeed';
import { ControlGroups } from './limits/ControlGroups';
import { LocalEngine } from './LocalEngine';
import { FolderArtifactStore } from './outputs/FolderArtifactStore';
import { AttemptRunner } from './runs/AttemptRunner';
import { RunShelf } from './runs/RunShelf';
import { Scheduler } from './runs/Scheduler';
import { mayOwnIpc } from './sandbox/mayOwnIpc';
import { sandboxFor, type SandboxMode } from './sandbox/Sandbox';
import { SystemEtc } from './sandbox/SystemEtc';
import { whichPython } from './sandbox/whichPython';
import { LocalStorage } from './storage/LocalStorage';
import { LocalWorkloads } from './workloads/LocalWorkloads';
import { ReadinessWatch } from './workloads/ReadinessWatch';
import { SocketFolder } from './workloads/SocketFolder';
import { WorkloadKeeper } from './workloads/WorkloadKeeper';
import { WorkloadShelf } from './workloads/WorkloadShelf';
import { WorkloadStarter } from './workloads/WorkloadStarter';
import { LocalTerminals } from './terminals/LocalTerminals';

/** @public */
export interface LocalEngineOptions {
  /** Where runs, logs, outputs and Python environments are kept. */
  dataDirectory: string;
  /** Tasks at the same time. */
  slots: number;
  /** Runs at the same time. */
  maxRuns: number;
  /** Program that builds Python environments: a path, or a name on PATH. */
  uv: string;
  /** Interpreter of the environments: a path, a name on PATH or a version. */
  python: string;
  /** Bytes; with less, nothing starts. */
  minimumFreeDisk: number;
  /** Whether tasks are kept in sandboxes of bubblewrap. */
  sandbox: SandboxMode;
  /** What tasks in a sandbox reach: everything that this machine does, or nothing. */
  network: 'host' | 'none';
  /** Absolute paths that tasks in a sandbox may see besides the system, read-only. */
  visible: readonly string[];
  /** Processes of one task at the same time. */
  maxProcesses: number;
  /** Bytes of the log of an attempt; what comes after is dropped. */
  maxLog: number;
  logger: LoggerService;
  /** Environment of the backend, of which the installer of packages gets a few variables. */
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** @public */
export interface LocalEngineParts {
  engine: ExecutionEngine;
  artifacts: ArtifactStore;
  /** Leaves what is under way to the engine that comes next on the same data. */
  close(): Promise<void>;
}

/**
 * Makes the embedded engine. Its supervisor is compiled where that was not done before.
 *
 * @public
 */
export async function createLocalEngine(
  options: LocalEngineOptions,
): Promise<LocalEngineParts> {
  const { logger, now, slots, maxRuns, minimumFreeDisk } = options;
  const data = new DataFolder(resolve(options.dataDirectory));
  const program = await compileSupervisor(
    join(
      resolvePackagePath('@mlops/plugin-mlops-backend-module-local'),
      'supervisor',
    ),
    data.programs,
  );
  const groups = await ControlGroups.find();
  const ownIpc = await mayOwnIpc();
  const launcher = new Launcher(program, {
    groups: groups?.parents ?? [],
    ownIpc,
  });
  const supervisor = new Supervisor();
  const confinement = new Confinement({
    sandbox: await sandboxFor(options.sandbox, {
      launcher: program,
      interpreter: await whichPython(options.python),
      visible: options.visible,
      etc: new SystemEtc({ folder: data.etc, visible: options.visible, now }),
      network: options.network,
    }),
    groups,
    ownIpc,
    launcher: program,
    limits: {
      processes: options.maxProcesses,
      logBytes: options.maxLog,
      // What waits to start waits before what runs is ended.
      freeDiskBytes: Math.round(minimumFreeDisk / 2),
    },
  });
  logger.info(confinement.describe());
  const artifacts = new FolderArtifactStore(data);
  const attempts = new AttemptRunner({
    data,
    supervisor,
    armed: new ArmedAttempts({ confinement, launcher }),
    confinement,
    artifacts,
    now,
  });
  const feed = new EventFeed();
  const runs = new RunShelf({
    data,
    feed,
    logger,
    now,
    notice: confinement.describe(),
  });
  const told = new EventEmitter();
  const environments = new Environments({
    data,
    supervisor: program,
    uv: options.uv,
    python: options.python,
    env: options.env,
    now,
    onChange: (runIds, message) => told.emit('message', runIds, message),
  });
  const runtimes = new Runtimes(environments);
  const disk = new DiskRoom(data.root, minimumFreeDisk);
  const scheduler = new Scheduler({
    runs,
    runtimes,
    attempts,
    supervisor,
    data,
    disk,
    logger,
    slots,
    now,
  });
  told.on('message', (runIds: readonly string[], message: string) => {
    runs.tell(runIds, message);
    scheduler.turn();
  });
  const shelf = new WorkloadShelf({ data, feed, logger, now });
  const sockets = new SocketFolder(data.root);
  const workloads = new LocalWorkloads({
    data,
    disk,
    shelf,
    sockets,
    now,
    keeper: new WorkloadKeeper({
      shelf,
      starter: new WorkloadStarter({
        data,
        sockets,
        confinement,
        launcher,
        supervisor,
        now,
      }),
      readiness: new ReadinessWatch(supervisor),
      runtimes,
      sockets,
      supervisor,
      disk,
      hasSandbox: confinement.isSandbox,
      logger,
      now,
    }),
  });
  const storage = new LocalStorage({
    data,
    runs,
    environments: new EnvironmentFolders({
      data,
      environments,
      runtimes: () => [...runs.runtimes(), ...shelf.runtimes()],
      python: options.python,
    }),
  });
  const engine = new LocalEngine({
    data,
    artifacts,
    disk,
    feed,
    runs,
    scheduler,
    storage,
    workloads,
    terminals: new LocalTerminals({ data, runs, confinement }),
    maxRuns,
    now,
  });
  const close = async () => {
    // The next engine counts the messages of a run from what is on the disk.
    told.removeAllListeners();
    await engine.close();
    launcher.close();
    await environments.close();
  };
  return { engine, artifacts, close };
}
