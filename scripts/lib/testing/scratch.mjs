import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of a test's own that goes with it. */
export function scratch(test) {
  const home = mkdtempSync(join(tmpdir(), 'mlops-scripts-'));
  test.after(() => rmSync(home, { recursive: true, force: true }));
  return {
    home,
    /** Writes a file, its folders too, and gives its path. */
    file(name, text) {
      const path = join(home, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    /** Writes a program for a PATH of the test's own. */
    program(name, body) {
      const path = this.file(name, `#!/bin/sh\n${body}\n`);
      chmodSync(path, 0o755);
      return path;
    },
  };
}
