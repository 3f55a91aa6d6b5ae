import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import { ID_PATTERN, type RunId } from '@mlops/plugin-mlops-common';
import type {
  EngineCache,
  EngineStorage,
  KeptBytes,
  KeptPart,
  RunRef,
} from '@mlops/plugin-mlops-node';
import type { AttemptFolder, DataFolder } from '../DataFolder';
import type { EnvironmentFolders } from '../environments/EnvironmentFolders';
import { readIfThere } from '../readIfThere';
import { removeFolder } from '../removeFolder';
import type { RunShelf } from '../runs/RunShelf';
import { bytesIn } from './bytesIn';

interface LocalStorageDeps {
  data: DataFolder;
  runs: Pick<RunShelf, 'get'>;
  environments: EnvironmentFolders;
}

/** What runs leave in the data folder, and the Python environments that are kept for later ones. */
export class LocalStorage implements EngineStorage {
  readonly #deps: LocalStorageDeps;

  constructor(deps: LocalStorageDeps) {
    this.#deps = deps;
  }

  async sizeOf({ runId }: RunRef): Promise<KeptBytes> {
    let logs = 0;
    let outputs = 0;
    for (const folder of await this.#attempts(runId)) {
      for (const path of logsOf(folder)) logs += await bytesIn(path);
      outputs += await bytesIn(folder.outputs);
    }
    return { logs, outputs };
  }

  async discard({ runId }: RunRef, part: KeptPart): Promise<void> {
    const run = this.#deps.runs.get(runId);
    if (run && !run.isOver) {
      throw new ServiceUnavailableError(`Run ${runId} has not ended yet`);
    }
    for (const folder of await this.#attempts(runId)) {
      if (part === 'outputs') await removeFolder(folder.outputs);
      else
        await Promise.all(
          logsOf(folder).map(path => rm(path, { force: true })),
        );
    }
  }

  caches(): Promise<EngineCache[]> {
    return this.#deps.environments.list();
  }

  discardCache(id: string): Promise<boolean> {
    return this.#deps.environments.discard(id);
  }

  /** As the disk has them, since a run that ended long ago is known to nobody else. */
  async #attempts(runId: RunId): Promise<AttemptFolder[]> {
    if (!ID_PATTERN.test(runId)) return [];
    const { data } = this.#deps;
    const tasks = join(data.run(runId), 'tasks');
    const folders: AttemptFolder[] = [];
    for (const task of await namesIn(tasks)) {
      for (const attempt of await namesIn(join(tasks, task))) {
        folders.push(data.attempt({ runId, task, attempt: Number(attempt) }));
      }
    }
    return folders;
  }
}

function logsOf({ log, logTimes, usage }: AttemptFolder): string[] {
  return [log, logTimes, usage];
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readIfThere(() => readdir(folder))) ?? [];
}
