import type { TaskDefinition } from '../definition/pipeline';
import type { CheckedTemplate } from './compileInputSchema';

/** Finds the released version of a template that a task names, or says why there is none. */
export type TemplateFinder = (
  task: TaskDefinition,
) =>
  | { template: CheckedTemplate }
  | { field: 'template' | 'version'; message: string };

/** Versions that are not released are never among those that a message names: users cannot use them. */
export function templateFinder(
  templates: readonly CheckedTemplate[],
): TemplateFinder {
  const versions = new Map<string, Map<string, CheckedTemplate>>();
  for (const template of templates) {
    const known = versions.get(template.name) ?? new Map();
    versions.set(template.name, known.set(template.version, template));
  }
  const usable = [...versions].filter(([, of]) =>
    [...of.values()].some(isUsable),
  );
  const names = usable.map(([name]) => name).sort();

  return ({ template: name, version }) => {
    const known = versions.get(name);
    if (!known) {
      return {
        field: 'template',
        message: `there is no template "${name}": ${list(names, 'templates')}`,
      };
    }
    const released = [...known.values()]
      .filter(isUsable)
      .map(template => template.version);
    const others = `${list(released, `versions of "${name}"`)}`;
    const found = known.get(version);
    if (!found) {
      return {
        field: 'version',
        message: `template "${name}" has no version "${version}": ${others}`,
      };
    }
    return isUsable(found)
      ? { template: found }
      : {
          field: 'version',
          message: `version "${version}" of template "${name}" ${whyNot(
            found,
          )} and cannot be used: ${others}`,
        };
  };
}

function isUsable(template: CheckedTemplate): boolean {
  return template.stage === 'release' && !template.archived;
}

function whyNot(template: CheckedTemplate): string {
  if (template.archived) return 'was removed';
  return template.stage === 'draft' ? 'is not released' : 'is retired';
}

function list(known: readonly string[], what: string): string {
  return known.length === 0
    ? `no ${what} can be used`
    : `${what} that can be used are ${known.join(', ')}`;
}
