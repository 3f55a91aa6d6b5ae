import type { EnvDefinition, SecretRef } from '../definition/shared';
import { isEnvName, parseEnv } from '../language/env';
import { lineAndColumn } from '../language/lineAndColumn';
import type { Checked, Problem } from '../problem';

/** One variable as it was written; the text may hold expressions. */
export type WrittenVariable = { name: string } & ({ text: string } | SecretRef);

/** Both ways to write an environment come out as one; problems carry the name of the variable as path. */
export function readEnvironment(
  definition: EnvDefinition,
): Checked<WrittenVariable[]> {
  if (typeof definition === 'string') {
    const variables = parseEnv(definition);
    if (!variables.ok) {
      const place = lineAndColumn(definition, variables.position);
      const message = `line ${place.line} of env: ${variables.message}`;
      return { ok: false, problems: [{ path: [], message }] };
    }
    return {
      ok: true,
      value: variables.value.map(({ name, value }) => ({ name, text: value })),
    };
  }
  const problems: Problem[] = [];
  const variables = Object.entries(definition).map(
    ([name, value]): WrittenVariable => {
      if (!isEnvName(name)) {
        problems.push({
          path: [name],
          message: `"${name}" is not the name of a variable: use letters, digits and underscores, no digit first`,
        });
      }
      return typeof value === 'string'
        ? { name, text: value }
        : { name, ...value };
    },
  );
  return problems.length === 0
    ? { ok: true, value: variables }
    : { ok: false, problems };
}
