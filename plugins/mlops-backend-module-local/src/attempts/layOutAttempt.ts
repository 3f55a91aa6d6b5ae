import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { workingDirectory, type AttemptRequest } from './attemptSpec';
import type { Confinement } from './Confinement';

/** Lays out the folder of an attempt, all that its supervisor needs. Doing it again changes nothing. */
export async function layOutAttempt(
  { plan, folder, upstream }: AttemptRequest,
  confinement: Confinement,
): Promise<void> {
  await Promise.all(
    [join(folder.work, '.tmp'), folder.outputs].map(path =>
      mkdir(path, { recursive: true }),
    ),
  );
  if (!confinement.showsInputs) {
    await mkdir(folder.inputs, { recursive: true });
    for (const [task, outputs] of upstream) {
      const link = join(folder.inputs, task);
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
