/** Labels of machines that say by `true` what work is put there; see `selectNodes`. @public */
export const NODE_FLAGS = [
  'cpu',
  'gpu',
  'train',
  'notebook',
  'service',
] as const;
/** @public */
export type NodeFlag = (typeof NODE_FLAGS)[number];

/** What work a machine takes, and of whom. @public */
export type NodeRoles = Readonly<Record<NodeFlag, boolean>> & {
  /** Value of the label `org`; `null`: it has none, and takes work of no project group. */
  readonly org: string | null;
};

/** One label that is different. @public */
export interface NodeLabelChange {
  label: NodeFlag | 'org';
  /** `null`: the machine has no such label. */
  before: string | null;
  after: string | null;
}

/** Reads the roles of a machine; a flag is set by `true` only, as the scheduler wants it. @public */
export function nodeRolesOf(
  labels: Readonly<Record<string, string | undefined>>,
): NodeRoles {
  return {
    cpu: labels.cpu === 'true',
    gpu: labels.gpu === 'true',
    train: labels.train === 'true',
    notebook: labels.notebook === 'true',
    service: labels.service === 'true',
    org: labels.org || null,
  };
}

/**
 * What is to be written where roles change. Labels of roles that stay are left as they are, whatever their value, and
 * no other label is ever among them.
 *
 * @public
 */
export function nodeLabelChanges(
  before: NodeRoles,
  after: NodeRoles,
): NodeLabelChange[] {
  const flags = NODE_FLAGS.filter(flag => before[flag] !== after[flag]);
  return [
    ...flags.map(label => ({
      label,
      before: flagValue(before[label]),
      after: flagValue(after[label]),
    })),
    ...(before.org === after.org
      ? []
      : [{ label: 'org' as const, before: before.org, after: after.org }]),
  ];
}

function flagValue(isSet: boolean): string | null {
  return isSet ? 'true' : null;
}
