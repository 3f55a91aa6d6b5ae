import { parseMounts } from '../language/mounts';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';

/** Below it a mount of a project group hides nothing that a program executes or reads on its own. */
const DATA = '/mnt/';

/**
 * Whether the task may do on its machine what root may. Its template has to ask for it, and an administrator to have
 * released that version for it. What it executes is decided by those two alone: of a pipeline it takes parameters, and
 * nothing by which other code could be brought into it. Always false on the embedded engine, where nothing is.
 */
export function taskPrivilege(context: TaskContext): boolean {
  const { input, spec, template } = context;
  if (!spec.privileged || !input.engine.images) return false;
  const version = `${template.name}@${template.version}`;
  if (!input.config.privileged.includes(version)) {
    refuseTemplate(
      context,
      `it asks for privilege, which an administrator has to release: add "${version}" to mlops.privileged, or choose another version`,
    );
  }
  refuseOwnCode(context);
  return true;
}

/** Programs obey variables such as `LD_PRELOAD`, and a mount can take the place of a program. */
function refuseOwnCode(context: TaskContext): void {
  const { input, problems, task } = context;
  const only =
    'its template is privileged, and takes parameters from a pipeline only';
  const refuse = (field: 'command' | 'workingDirectory' | 'env' | 'mounts') =>
    refuseTask(context, [field], `${only}: remove ${field}`);
  if (task.command !== undefined) refuse('command');
  if (task.workingDirectory !== undefined) refuse('workingDirectory');
  if (saysAnything(task.env)) refuse('env');
  if (task.mounts.trim() !== '') refuse('mounts');
  if (saysAnything(input.pipeline.spec.env)) {
    problems.add(
      ['env'],
      `task "${task.name}": ${only}: remove the variables of the pipeline, or set them for each other task`,
    );
  }
  const mounts = parseMounts(input.project.volumeMount ?? '');
  // What is wrong with them is told where they are mounted.
  for (const { path } of mounts.ok ? mounts.value : []) {
    if (!path.startsWith(DATA) && `${path}/` !== DATA) {
      problems.add(
        ['project'],
        `task "${task.name}": its template is privileged, and the project group "${input.project.name}" mounts "${path}", which could hide a program: mount it below ${DATA}`,
      );
    }
  }
}

function saysAnything(env: string | Readonly<Record<string, unknown>>) {
  return typeof env === 'string'
    ? env.trim() !== ''
    : Object.keys(env).length > 0;
}
