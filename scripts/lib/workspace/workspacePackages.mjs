import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every package of the checkout: `{ name, folder, dependencies }`, the folder relative to the root. */
export function workspacePackages(root) {
  return ['packages', 'plugins']
    .flatMap(parent =>
      existsSync(join(root, parent))
        ? readdirSync(join(root, parent)).map(name => `${parent}/${name}`)
        : [],
    )
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .map(folder => {
      const manifest = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      );
      const { name, dependencies = {} } = manifest;
      return { name, folder, dependencies: Object.keys(dependencies) };
    });
}

/** Folders of a package and of all it depends on within the checkout. */
export function foldersNeededBy(name, packages) {
  const byName = new Map(packages.map(each => [each.name, each]));
  const needed = new Set();
  const visit = each => {
    if (!each || needed.has(each)) return;
    needed.add(each);
    each.dependencies.forEach(dependency => visit(byName.get(dependency)));
  };
  visit(byName.get(name));
  return [...needed].map(({ folder }) => folder).sort();
}
