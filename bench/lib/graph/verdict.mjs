/** Says whether a goal was reached, as a line of its own. @returns `reached` */
export function verdict(goal, reached) {
  process.stdout.write(`    goal ${goal}: ${reached ? 'reached' : 'missed'}\n`);
  return reached;
}
