import type { Router } from 'express';
import { adminOf } from '../nodes/adminOf';
import { answerNodes, nodesBehind } from '../nodes/answerNodes';
import { changeNodeRoles } from '../nodes/changeNodeRoles';
import { findNode } from '../nodes/findNode';
import { loadOf } from '../nodes/loadOf';
import { podOwners } from '../nodes/podOwners';
import { previewRoles } from '../nodes/previewRoles';
import {
  longestWaiting,
  toNode,
  toNodeCluster,
  toNodePod,
} from '../nodes/toNode';
import { decodeCursor, pageOf } from '../store/cursor';
import { expandOf, listProjectRows } from '../store/projects';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerNodeRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, engine, now } = context;

  registerRoute(router, context, 'listNodes', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const clusters = await adminOf(engine).nodes();
    const question = { list: 'nodes', filter };
    const after = decodeCursor(question, cursor);
    const found = nodesBehind(answerNodes(clusters, filter), after);
    const page = pageOf(found, limit, question, ({ key }) => key);
    const ownerOf = await podOwners(db, clusters.flatMap(longestWaiting));
    return {
      items: page.items.map(({ cluster, node }) => toNode(cluster, node)),
      nextCursor: page.nextCursor,
      clusters: clusters.map(cluster => toNodeCluster(cluster, ownerOf)),
    };
  });

  registerRoute(router, context, 'getNodeLoad', async ({ query }) => {
    const clusters = await adminOf(engine).nodes();
    const pods = clusters.flatMap(({ nodes }) =>
      nodes.flatMap(node => node.pods),
    );
    const ownerOf = await podOwners(db, pods);
    return {
      clusters: clusters.map(cluster => loadOf(cluster, query.by, ownerOf)),
    };
  });

  registerRoute(router, context, 'getNode', async ({ params }) => {
    const admin = adminOf(engine);
    const { cluster, node } = await findNode(admin, refOf(params));
    const ownerOf = await podOwners(db, node.pods);
    return {
      ...toNode(cluster, node),
      labels: { ...node.labels },
      pods: node.pods.map(pod => toNodePod(cluster, pod, ownerOf(pod))),
    };
  });

  registerRoute(router, context, 'previewNodeRoles', async request => {
    const { params, body } = request;
    const admin = adminOf(engine);
    const { cluster, node } = await findNode(admin, refOf(params));
    const rows = await listProjectRows(db, {}, true);
    const projects = rows
      .filter(row => row.gone_at === null)
      .map(row => {
        const { cluster: place = null, org = null } = expandOf(row);
        return { name: row.name, title: row.title, cluster: place, org };
      });
    const preview = previewRoles(cluster, node, body.roles, projects);
    const { staying, placeable, stranded, ...rest } = preview;
    const ownerOf = await podOwners(db, [...node.pods, ...cluster.waiting]);
    const told = (pods: typeof staying) =>
      pods.map(pod => toNodePod(cluster, pod, ownerOf(pod)));
    return {
      ...rest,
      staying: told(staying),
      placeable: told(placeable),
      stranded: told(stranded),
    };
  });

  registerRoute(router, context, 'setNodeRoles', async request => {
    const { params, body, actor } = request;
    const by = { actor, now: now() };
    await changeNodeRoles(db, adminOf(engine), refOf(params), body, by);
  });
}

function refOf({ cluster, node }: { cluster: string; node: string }) {
  return { cluster, name: node };
}
