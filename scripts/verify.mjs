import { endWith } from './lib/endWith.mjs';
import { folders } from './lib/folders.mjs';
import { verifyCommand } from './lib/verify/verifyCommand.mjs';

await endWith(argv => verifyCommand(argv, { folders }));
