import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  nodeLabelChanges,
  nodeRolesOf,
  nodeRolesSchema,
  type NodeLabelChange,
  type NodeRoles,
} from '@mlops/plugin-mlops-common';
import {
  ClusterError,
  isNotFound,
  type ClusterClient,
} from '../cluster/ClusterClient';
import type { ObservedNode } from './observed';

/** A machine reports all the time, and each report makes its version another one. */
const TRIES = 5;

/** Nothing else is a machine, and nothing else may become part of an address: `..` leads elsewhere in one. */
const NODE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Machines that are named where one is not found. */
const NAMED = 10;

/**
 * Writes the labels of roles of a machine that differ from `seen`; see `ClusterAdmin.setRoles`.
 *
 * @returns the machine as it is now
 */
export async function setNodeRoles(
  client: ClusterClient,
  name: string,
  roles: NodeRoles,
  seen: NodeRoles,
): Promise<ObservedNode> {
  const checked = nodeRolesSchema.safeParse(roles);
  if (!checked.success) {
    throw new InputError(
      `"${roles.org}" cannot be the org of a machine: it ${checked.error.issues[0].message}`,
    );
  }
  for (let tries = 1; ; tries += 1) {
    const node = await readNode(client, name);
    const { metadata } = node;
    const actual = nodeRolesOf(metadata.labels ?? {});
    const changes = nodeLabelChanges(actual, roles);
    if (changes.length === 0) return node;
    refuseOthers(client.name, name, nodeLabelChanges(seen, actual));
    try {
      return await client.request<ObservedNode>({
        method: 'PATCH',
        path: pathOf(name),
        body: {
          metadata: {
            resourceVersion: metadata.resourceVersion,
            labels: Object.fromEntries(
              changes.map(({ label, after }) => [label, after]),
            ),
          },
        },
      });
    } catch (error) {
      const isChanged = error instanceof ClusterError && error.status === 409;
      if (!isChanged || tries === TRIES) throw error;
    }
  }
}

async function readNode(
  client: ClusterClient,
  name: string,
): Promise<ObservedNode> {
  try {
    if (NODE_NAME.test(name)) {
      return await client.request<ObservedNode>({ path: pathOf(name) });
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  const { items } = await client.request<{ items: ObservedNode[] }>({
    path: '/api/v1/nodes',
    query: { limit: NAMED + 1 },
  });
  const known = items.slice(0, NAMED).map(({ metadata }) => metadata.name);
  throw new NotFoundError(
    `The cluster "${client.name}" has no machine "${name}"; it has ${
      known.join(', ') || 'none'
    }${items.length > NAMED ? ' and others' : ''}`,
  );
}

function pathOf(name: string): string {
  return `/api/v1/nodes/${encodeURIComponent(name)}`;
}

/** @param others - what somebody else has changed meanwhile */
function refuseOthers(
  cluster: string,
  name: string,
  others: readonly NodeLabelChange[],
): void {
  if (others.length === 0) return;
  const what = others.map(
    ({ label, before, after }) =>
      `${label} is ${after ?? 'not set'} now, not ${before ?? 'unset'}`,
  );
  throw new ConflictError(
    `Somebody has changed the roles of "${name}" on "${cluster}" meanwhile: ${what.join(
      '; ',
    )}. Nothing was written; look at it again`,
  );
}
