import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Everything that `parseEntityRef` reads without an error. */
const REF = /^(?:[^:/]+:)?(?:[^:/]+\/)?[^:/]+$/;

/** What `alice` or `user:team/bob` stand for; what is no entity ref stands for nothing. */
export function refsIn(
  values: unknown,
  defaults: { defaultKind: string; defaultNamespace: string },
): ReadonlySet<string> {
  const texts = Array.isArray(values) ? values : [];
  return new Set(
    texts
      .filter(text => typeof text === 'string' && REF.test(text.trim()))
      .map(text => stringifyEntityRef(parseEntityRef(text.trim(), defaults))),
  );
}
