import { mkdirSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { workingDirectory, type AttemptRequest } from './attemptSpec';
import type { Confinement } from './Confinement';

/** Lays out the folder of an attempt, all that its supervisor needs. Doing it again changes nothing. */
export async function layOutAttempt(
  { plan, folder, writable, inputs, sockets }: AttemptRequest,
  confinement: Confinement,
): Promise<void> {
  // The kernel makes a folder in the time that it takes to ask another thread for one.
  for (const path of [folder.path, folder.work, ...writable]) {
    mkdirSync(path, { recursive: true });
  }
  mkdirSync(join(folder.work, '.tmp'), { recursive: true });
  if (sockets !== null && !confinement.isSandbox) {
    await mkdir(sockets, { recursive: true, mode: 0o700 });
  }
  if (inputs && !confinement.isSandbox) {
    await mkdir(inputs.folder, { recursive: true });
    for (const [task, outputs] of inputs.upstream) {
      const link = join(inputs.folder, task);
      await rm(link, { force: true });
      await symlink(outputs, link);
    }
  }
  for (const file of plan.files) {
    const path = join(folder.work, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content, { mode: parseInt(file.mode, 8) });
  }
  const directory = workingDirectory(plan, folder);
  if (plan.workingDirectory && directory.startsWith(folder.work)) {
    await mkdir(directory, { recursive: true });
  }
}
