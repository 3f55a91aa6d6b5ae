import { explainExec, isNotThere } from './explainExec';

describe('explainExec', () => {
  it.each([
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
    'failed to start exec "4": OCI runtime exec failed: exec: "sh": stat /bin/sh: no such file or directory: unknown',
  ])('says that an image has no shell: %s', message => {
    expect(explainExec(message)).toBe('its image has no shell (sh)');
    expect(isNotThere(message)).toBe(false);
  });

  it.each([
    'The cluster "a" refuses: unable to upgrade connection: container not found ("main")',
    'Internal error occurred: failed to load task: container 1 is in CONTAINER_EXITED state',
  ])('knows a container that is not there: %s', message => {
    expect(isNotThere(message)).toBe(true);
    expect(explainExec(message)).toBe('its container does not run');
  });

  it('says what it does not know as it was said', () => {
    expect(explainExec('pods "p" is forbidden')).toBe('pods "p" is forbidden');
  });
});
