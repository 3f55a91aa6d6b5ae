import assert from 'node:assert/strict';
import { it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import { foldersNeededBy, workspacePackages } from './workspacePackages.mjs';

it('finds what a package is made of within the checkout, circles and strangers included', test => {
  const { home, file } = scratch(test);
  const add = (folder, name, dependencies) =>
    file(
      `${folder}/package.json`,
      JSON.stringify({
        name,
        dependencies: Object.fromEntries(dependencies.map(d => [d, '*'])),
      }),
    );
  add('packages/app', 'app', ['pages', 'react']);
  add('packages/backend', 'backend', ['app', 'engine']);
  add('plugins/pages', 'pages', ['common']);
  add('plugins/common', 'common', ['pages']);
  add('plugins/engine', 'engine', ['common']);
  assert.deepEqual(foldersNeededBy('app', workspacePackages(home)), [
    'packages/app',
    'plugins/common',
    'plugins/pages',
  ]);
});
