import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import {
  resolvePackagePath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import { compileSupervisor } from './attempts/compileSupervisor';
import { Supervisor } from './attempts/Supervisor';
import { DataFolder } from './DataFolder';
import { Environments } from './environments/Environments';
import { EventFeed } from './EventFeed';
import { LocalEngine } from './LocalEngine';
import { FolderArtifactStore } from './outputs/FolderArtifactStore';
import { AttemptRunner } from './runs/AttemptRunner';

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
  const supervisor = new Supervisor(
    await compileSupervisor(
      join(
        resolvePackagePath('@mlops/plugin-mlops-backend-module-local'),
        'supervisor/supervisor.c',
      ),
      data.programs,
    ),
  );
  const artifacts = new FolderArtifactStore(data);
  const attempts = new AttemptRunner({
    data,
    supervisor,
    artifacts,
    logger,
    now,
  });
  const told = new EventEmitter();
  const environments = new Environments({
    data,
    uv: options.uv,
    python: options.python,
    env: options.env,
    now,
    onChange: (runs, message) => told.emit('message', runs, message),
  });
  const engine = new LocalEngine({
    data,
    artifacts,
    attempts,
    supervisor,
    environments,
    feed: new EventFeed(),
    logger,
    slots,
    maxRuns,
    minimumFreeDisk,
    now,
  });
  told.on('message', engine.tell);
  return { engine, artifacts, close: () => engine.close() };
}
