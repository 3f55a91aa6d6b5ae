import { endWith } from './lib/endWith.mjs';
import { folders } from './lib/folders.mjs';
import { portalCommand } from './lib/portal/portalCommand.mjs';

await endWith(argv => portalCommand(argv, { folders }));
