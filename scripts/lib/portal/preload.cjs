// Loaded into the portal's process before anything else.

// It must not outlive the command that shows its address, even if that one was killed. Tasks do go
// on; they have supervisors of their own.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

// The code transform reports each file that it loads to a watching parent, which ours is not.
process.send = undefined;

// Backstage reports a failed start as an unhandled rejection and then stays there, serving nothing.
process.on('unhandledRejection', reason => {
  if (reason?.name === 'BackendStartupError') {
    process.stderr.write(`${reason.message}\n`, () => process.exit(1));
  } else if (process.listenerCount('unhandledRejection') === 1) {
    throw reason;
  }
});
