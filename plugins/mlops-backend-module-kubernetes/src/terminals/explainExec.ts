/** Why nothing could be executed in a container, in words a person reads. */
export function explainExec(message: string): string {
  if (
    /executable file not found|stat .*: no such file or directory/.test(message)
  ) {
    return 'its image has no shell (sh)';
  }
  if (isNotThere(message)) return 'its container does not run';
  return message;
}

/** A container that is not there yet, or not any more; which of both, its attempt tells. */
export function isNotThere(message: string): boolean {
  return /container not found|container .*(not running|not created|is in CONTAINER_EXITED state)/i.test(
    message,
  );
}
