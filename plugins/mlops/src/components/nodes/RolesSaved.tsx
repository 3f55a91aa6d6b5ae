import { Alert, Button } from '@backstage/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  nodeLabelChanges,
  type Node,
  type NodeRoles,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';

/** A change of roles that was just made. */
export interface SavedRoles {
  node: Node;
  before: NodeRoles;
  after: NodeRoles;
  /** Milliseconds since 1970. */
  at: number;
}

/** Says what was changed, and takes it back. */
export function RolesSaved(props: { saved: SavedRoles; onClose(): void }) {
  const { node, before, after } = props.saved;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () =>
      api.setNodeRoles({
        params: { cluster: node.cluster, node: node.name },
        body: { roles: before, seen: after },
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: queryKeys.allNodes() }),
  });
  if (undo.isError) return <ErrorPanel error={undo.error} />;
  const changes = nodeLabelChanges(before, after)
    .map(change => `${change.label}=${change.after ?? t('nodes.none')}`)
    .join(', ');
  return (
    <Alert
      role="status"
      status="success"
      icon
      title={
        undo.isSuccess
          ? t('nodes.undone', { node: node.name })
          : t('nodes.saved', { node: node.name, changes })
      }
      customActions={
        <>
          {!undo.isSuccess && (
            <Button
              size="small"
              variant="secondary"
              isPending={undo.isPending}
              onPress={() => undo.mutate()}
            >
              {t('nodes.undo')}
            </Button>
          )}
          <Button size="small" variant="tertiary" onPress={props.onClose}>
            {t('nodes.hide')}
          </Button>
        </>
      }
    />
  );
}
