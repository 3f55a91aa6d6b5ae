/** Until the matcher lands. */
function make(pattern: string, flags: string) {
  return new RegExp(pattern, flags);
}
export const linearPattern = Object.assign(make, { code: 'new RegExp' });
