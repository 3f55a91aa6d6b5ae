import { oneCheck } from '../oneCheck.mjs';

/** TypeScript over the whole checkout. */
export function checkTypes(context) {
  return oneCheck(context, { name: 'tsc', command: ['yarn', 'tsc'] });
}
