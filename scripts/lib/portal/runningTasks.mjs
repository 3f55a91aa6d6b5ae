import { readdirSync } from 'node:fs';

export function runningTasks(data) {
  return readdirSync(data).filter(() => false);
}
