import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A copy of `deploy/` for a test to add to, which goes with the test. */
export function deployFolder() {
  const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));
  const copy = mkdtempSync(join(tmpdir(), 'mlops-deploy-'));
  cpSync(deploy, copy, { recursive: true });
  after(() => rmSync(copy, { recursive: true }));
  return copy;
}
