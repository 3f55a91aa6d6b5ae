// Loaded into the portal's process: it must not outlive the command that shows its address, even if
// that one was killed. Tasks do go on; they have supervisors of their own.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The code transform reports each file that it loads to a watching parent, which ours is not.
process.send = undefined;
