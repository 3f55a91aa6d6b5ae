import { evaluateText } from './evaluateDeep';
import { parseAbsolutePath } from '../language/absolutePath';
import { parseRelativePath } from '../language/relativePath';
import { holdsNul, planTextOf } from './planText';
import type { PlanText } from './ProgramPlan';
import { refuseTask, refuseTemplate, type TaskContext } from './TaskContext';

/**
 * The program and its leading arguments: the task's, else the template's (on the embedded engine the one
 * for it first), else those of the image, which is `null`.
 */
export function taskCommand(context: TaskContext): PlanText[] | null {
  const { input, spec, task } = context;
  const ofTemplate =
    (input.engine.images ? undefined : spec.local?.command) ?? spec.command;
  const command = task.command ?? ofTemplate;
  if (command === undefined) {
    if (!input.engine.images && spec.local) {
      refuseTemplate(
        context,
        'it has no "command": there is no image to take one from',
      );
    }
    return null;
  }
  return command.flatMap((text, index) => {
    const refuse = (message: string) =>
      task.command
        ? refuseTask(context, ['command', index], `command: ${message}`)
        : refuseTemplate(context, `command: ${message}`);
    const planned = evaluateArgument(context, text);
    if (planned.ok) return [planned.value];
    refuse(planned.message);
    return [];
  });
}

/** The task's directory, else the template's, else `null`. */
export function taskDirectory(context: TaskContext): string | null {
  const { spec, task } = context;
  const written = task.workingDirectory ?? spec.workingDirectory;
  if (written === undefined) return null;
  const refuse = (message: string) =>
    task.workingDirectory === undefined
      ? refuseTemplate(context, `workingDirectory: ${message}`)
      : refuseTask(
          context,
          ['workingDirectory'],
          `workingDirectory: ${message}`,
        );
  const planned = evaluateArgument(context, written);
  if (!planned.ok) {
    refuse(planned.message);
    return null;
  }
  if (typeof planned.value !== 'string') {
    refuse('outputs of tasks cannot be part of it');
    return null;
  }
  const path = planned.value.startsWith('/')
    ? parseAbsolutePath(planned.value)
    : parseRelativePath(planned.value);
  if (path.ok) return path.value;
  refuse(path.message);
  return null;
}

function evaluateArgument(
  { scope }: TaskContext,
  text: string,
): { ok: true; value: PlanText } | { ok: false; message: string } {
  const value = evaluateText(text, scope);
  if (!value.ok) {
    return {
      ok: false,
      message: `${value.message} (at character ${value.position + 1})`,
    };
  }
  if (value.value === undefined || value.value === null) {
    return {
      ok: false,
      message: `${text} has no value: set it, or add | default('…')`,
    };
  }
  const planned = planTextOf(value.value);
  return planned === null || holdsNul(planned)
    ? {
        ok: false,
        message: `${JSON.stringify(text)} holds NUL: no process can receive it`,
      }
    : { ok: true, value: planned };
}
