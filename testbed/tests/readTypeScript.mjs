import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Lets tests import the suite's own sources as they are: Node strips their types, and here it learns that
 * `./name` may mean `./name.ts`.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (/^\.\.?\//.test(specifier) && context.parentURL?.endsWith('.ts')) {
      for (const end of ['.ts', '/index.ts']) {
        const url = new URL(specifier + end, context.parentURL);
        if (existsSync(fileURLToPath(url))) return next(url.href, context);
      }
    }
    return next(specifier, context);
  },
});
