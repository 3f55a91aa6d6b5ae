// Loaded into the portal's process before anything else.

// It must not outlive the command that shows its address, even if that one was killed. Tasks do go
// on; they have supervisors of their own.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  // Nobody is left who would force it.
  setTimeout(() => process.exit(1), 10_000).unref();
});

// Then nobody reads what it says either. Without a listener each line would raise an error, whose
// report would be the next such line, for ever.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (error.code !== 'EPIPE') throw error;
  });
}

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
