import { stringify } from 'yaml';
import type { JobTemplateDocument } from './jobTemplate';
import type { PipelineDocument } from './pipeline';

/** Fields that mean the same when they are not written, with that meaning. */
const DEFAULTS: Readonly<Record<string, string>> = {
  dependsOn: '[]',
  env: '{}',
  expand: '{}',
  files: '[]',
  hostAliases: '[]',
  mounts: '""',
  resources: '{}',
  skip: 'false',
};

/**
 * Writes a document in the file format, without what goes without saying. `readDocuments` reads the same
 * value again.
 *
 * @public
 */
export function formatDocument(
  document: JobTemplateDocument | PipelineDocument,
): string {
  const { spec } = document;
  const isPipeline = 'tasks' in spec;
  const written = {
    apiVersion: document.apiVersion,
    kind: document.kind,
    metadata: document.metadata,
    spec: {
      ...withoutDefaults(spec, '{"type":"object"}'),
      ...(isPipeline
        ? { tasks: spec.tasks.map(task => withoutDefaults(task, '{}')) }
        : {}),
    },
  };
  return stringify(written, { lineWidth: 0, aliasDuplicateObjects: false });
}

function withoutDefaults(value: object, parameters: string): object {
  const defaults = { ...DEFAULTS, parameters };
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, member]) =>
        member !== undefined &&
        !(
          Object.hasOwn(defaults, key) &&
          JSON.stringify(member) === Reflect.get(defaults, key)
        ),
    ),
  );
}
