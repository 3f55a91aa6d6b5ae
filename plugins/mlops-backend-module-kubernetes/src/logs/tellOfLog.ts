import type { AttemptRef } from '@mlops/plugin-mlops-node';

/** What the platform says of a log, beside the log and never in it. */
export type LogNews =
  | { kind: 'gap'; offset: number }
  | { kind: 'whole' }
  | { kind: 'removed' }
  | { kind: 'lost' }
  | { kind: 'back' };

/** In words, under a key that is the same when the same is said again. Pure. */
export function tellOfLog(
  { task, attempt }: Pick<AttemptRef, 'task' | 'attempt'>,
  news: LogNews,
): { key: string; text: string } {
  const log = `the log of attempt ${attempt} of "${task}"`;
  switch (news.kind) {
    case 'gap':
      return {
        key: `gap-${news.offset}`,
        text: `${log} lacks bytes before byte ${news.offset}: the machine rotated its file before it was read; when the task has ended, they come from the archive`,
      };
    case 'whole':
      return { key: 'whole', text: `${log} is complete now` };
    case 'removed':
      return { key: 'end', text: `${log} ends here: its pod was removed` };
    case 'lost':
      return { key: 'end', text: `${log} ends here: node lost` };
    case 'back':
      return { key: 'back', text: `${log} goes on: its node is back` };
    default:
      throw new Error(`unknown news ${news satisfies never}`);
  }
}
