import {
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../Refusal.mjs';
import { unlessStamped } from '../../workspace/stamp.mjs';
import { pins } from './pins.mjs';

/** What the controller and the executor are made of, and the definitions of their resources. */
const PARTS =
  /^(go\.(mod|sum)|.*\.go|api|cmd|config|errors|manifests|persist|pkg|server|ui|util|workflow)$/;

/**
 * Argo's module as it can be compiled: a module's archive holds no symbolic links, and Argo has one
 * that it needs on Linux, so that a copy gets it back.
 *
 * @param name - which of the pinned ones
 * @param go - runs `go` with arguments and answers what it printed
 */
export async function layArgoSources(name, { paths, go }) {
  const { module, version, sum } = pins.argo[name];
  const home = paths.argoSources(name);
  await unlessStamped(join(home, '.stamp'), sum, async () => {
    const { Dir: source, Sum: found } = JSON.parse(
      await go(['mod', 'download', '-json', `${module}@${version}`]),
    );
    requireSum({ module, version, sum }, found);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    for (const part of readdirSync(source).filter(one => PARTS.test(one))) {
      cpSync(join(source, part), join(home, part), { recursive: true });
    }
    symlinkSync(
      'signal_darwin.go',
      join(home, 'workflow/executor/osspecific/signal_linux.go'),
    );
    // The pages of Argo's own server are embedded from here; it is not built, but must compile.
    mkdirSync(join(home, 'ui/dist/app'), { recursive: true });
    writeFileSync(join(home, 'ui/dist/app/index.html'), '');
  });
}

/** @throws Refusal when what was fetched is not what was reviewed */
function requireSum({ module, version, sum }, found) {
  if (found !== sum) {
    throw new Refusal(
      `${module} ${version} has the sum ${found} and not ${sum}: do not build it. Clear it with "go clean -modcache" and ask where it came from.`,
    );
  }
}
