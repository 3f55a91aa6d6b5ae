import { useEffect, useState } from 'react';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  nodeLabelChanges,
  nodeRolesSchema,
  type Node,
  type NodeRoles,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';

/** Milliseconds without a change before somebody looks what it means. */
const TYPING = 250;

/** Other roles for a node, what they would mean, and the way to save them. */
export function useRolesDraft(options: {
  node: Node;
  /** With which it begins. */
  roles: NodeRoles;
  onSaved(before: NodeRoles, after: NodeRoles): void;
}) {
  const { node, onSaved } = options;
  const params = { cluster: node.cluster, node: node.name };
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [seen, setSeen] = useState<NodeRoles>(node.roles);
  const [roles, setRoles] = useState(options.roles);
  const isRight = nodeRolesSchema.safeParse(roles).success;
  const asked = useSettled(roles);
  const preview = useQuery({
    queryKey: queryKeys.nodeRoles(node.cluster, node.name, asked),
    queryFn: ({ signal }) =>
      api.previewNodeRoles({ params, body: { roles: asked }, signal }),
    enabled: nodeRolesSchema.safeParse(asked).success,
    placeholderData: keepPreviousData,
    // What runs and waits changes while somebody thinks.
    refetchInterval: 10_000,
  });
  const save = useMutation({
    mutationFn: () => api.setNodeRoles({ params, body: { roles, seen } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.allNodes() });
      onSaved(seen, roles);
    },
  });
  const change = (part: Partial<NodeRoles>) => {
    setRoles(before => ({ ...before, ...part }));
    save.reset();
  };
  /** Begins with what somebody else has made of it meanwhile; the wish stays. */
  const load = async () => {
    const { data } = await preview.refetch();
    if (!data) return;
    const wish = nodeLabelChanges(seen, roles).map(({ label }) => [
      label,
      roles[label],
    ]);
    setSeen(data.before);
    setRoles({ ...data.before, ...Object.fromEntries(wish) });
    save.reset();
  };
  return {
    roles,
    seen,
    change,
    isRight,
    changes: nodeLabelChanges(seen, roles),
    preview,
    isSettled: asked === roles && !preview.isPlaceholderData,
    save,
    load,
  };
}

/** A value once it has stayed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
