/** What to say of the tasks that outlive the portal. */
export function tasksGoOn(tasks) {
  if (tasks.length === 0) return 'The portal has stopped.\n';
  const many = tasks.length === 1 ? '1 task goes' : `${tasks.length} tasks go`;
  return `The portal has stopped; ${many} on and will be there at the next start. To end them: npm run portal -- stop --all\n`;
}
