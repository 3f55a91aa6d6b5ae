import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import {
  NotFoundErrorPage,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  nodesPagePermission,
  nodeUpdatePermission,
  type Node,
  type NodeFlag,
} from '@mlops/plugin-mlops-common';
import { useMe } from '../../hooks/useMe';
import { usePermitted } from '../../hooks/usePermitted';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useListShortcuts } from '../runs/useListShortcuts';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { LoadMore } from '../shared/LoadMore';
import { PermittedPage } from '../shared/PermittedPage';
import { ClusterSection } from './ClusterSection';
import { LoadPanel } from './LoadPanel';
import { NodeFilterBar } from './NodeFilterBar';
import {
  isNodeFiltered,
  nodesQuestion,
  readNodeFilters,
  writeNodeFilters,
  type NodeFilters,
} from './nodeFilters';
import { RolesDialog } from './RolesDialog';
import { RolesSaved, type SavedRoles } from './RolesSaved';
import { useNodes } from './useNodes';
import styles from './Nodes.module.css';

/** The machines of all clusters: what is free, who uses it, and which work they take. */
export function NodesPage() {
  return (
    <PermittedPage permission={nodesPagePermission}>
      <WhereThereAreNodes />
    </PermittedPage>
  );
}

function WhereThereAreNodes() {
  return useMe()?.engine.nodes ? <Content /> : <NotFoundErrorPage />;
}

function Content() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const mayUpdate = usePermitted(nodeUpdatePermission);
  const [query, setQuery] = useSearchParams();
  const [open, setOpen] = useQueryState('node');
  const [current, setCurrent] = useState<string | null>(null);
  const [editing, setEditing] = useState<{
    node: Node;
    flag: NodeFlag | null;
  } | null>(null);
  const [saved, setSaved] = useState<SavedRoles | null>(null);
  const filters = readNodeFilters(query);
  const nodes = useNodes(nodesQuestion(filters));
  const list = useRef<HTMLDivElement>(null);
  const onFilter = useCallback(
    (part: Partial<NodeFilters>) =>
      setQuery(
        before =>
          writeNodeFilters(before, { ...readNodeFilters(before), ...part }),
        { replace: true },
      ),
    [setQuery],
  );
  const toggle = (id: string) => setOpen(id === open ? '' : id);
  useListShortcuts({
    ids: nodes.items.map(idOf),
    current,
    onMove: id => {
      setCurrent(id);
      list.current
        ?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"] button`)
        ?.focus();
    },
    onOpen: toggle,
  });
  const orgs = new Set(nodes.items.flatMap(({ roles }) => roles.org ?? []));
  if (filters.org) orgs.add(filters.org);
  const isFiltered = isNodeFiltered(filters);
  const clusters = nodes.clusters.filter(
    ({ name }) =>
      filters.cluster.length === 0 || filters.cluster.includes(name),
  );
  return (
    <div className={styles.page} ref={list}>
      <header>
        <h1 className={styles.title}>{t('nodes.title')}</h1>
        <p className={styles.quiet}>{t('nodes.why')}</p>
      </header>
      <LoadPanel />
      <NodeFilterBar
        filters={filters}
        onChange={onFilter}
        clusters={nodes.clusters.map(({ name }) => name)}
        orgs={[...orgs].sort()}
      />
      {saved && (
        <RolesSaved
          key={`${idOf(saved.node)} ${saved.at}`}
          saved={saved}
          onClose={() => setSaved(null)}
        />
      )}
      {nodes.isError && !nodes.isFetchNextPageError && (
        <ErrorPanel error={nodes.error} onRetry={() => nodes.refetch()} />
      )}
      {nodes.isPending && <Skeleton width="100%" height={320} />}
      {nodes.isSuccess && isFiltered && nodes.items.length === 0 && (
        <EmptyState
          title={t('nodes.noMatch')}
          description={t('nodes.noMatchWhy')}
        />
      )}
      {clusters
        .map(cluster => ({
          cluster,
          own: nodes.items.filter(node => node.cluster === cluster.name),
        }))
        .filter(
          ({ cluster, own }) =>
            own.length > 0 || !isFiltered || cluster.problem !== null,
        )
        .map(({ cluster, own }) => (
          <ClusterSection
            key={cluster.name}
            cluster={cluster}
            nodes={own}
            open={open}
            current={current}
            onOpen={node => toggle(idOf(node))}
            onRole={
              mayUpdate ? (node, flag) => setEditing({ node, flag }) : undefined
            }
          />
        ))}
      <LoadMore list={nodes} />
      {editing && (
        <RolesDialog
          node={editing.node}
          roles={
            editing.flag === null
              ? editing.node.roles
              : {
                  ...editing.node.roles,
                  [editing.flag]: !editing.node.roles[editing.flag],
                }
          }
          isAboutOrg={editing.flag === null}
          onClose={() => setEditing(null)}
          onSaved={(before, after) => {
            setSaved({ node: editing.node, before, after, at: Date.now() });
            setEditing(null);
          }}
        />
      )}
    </div>
  );
}

/** As the address names it. */
function idOf({ cluster, name }: Pick<Node, 'cluster' | 'name'>): string {
  return `${cluster}/${name}`;
}
