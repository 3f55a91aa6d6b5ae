import { clusterCommand } from './lib/cluster/clusterCommand.mjs';
import { endWith } from './lib/endWith.mjs';
import { folders } from './lib/folders.mjs';

await endWith(argv => clusterCommand(argv, { folders }));
