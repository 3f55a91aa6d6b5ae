import { z } from 'zod';
import { isLabelValue } from '../../language/kubernetesNames';
import { idSchema, instantSchema } from './shared';

/** @public */
export const nodeRolesSchema = z
  .object({
    cpu: z.boolean(),
    gpu: z.boolean(),
    train: z.boolean(),
    notebook: z.boolean(),
    service: z.boolean(),
    /** `null`: the machine takes work of no project group. */
    org: z
      .string()
      .min(1)
      .refine(isLabelValue, {
        error:
          'must be the value of a label: at most 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends',
      })
      .nullable(),
  })
  .meta({ id: 'NodeRoles' });

/** @public */
export const nodeAmountsSchema = z
  .object({
    /** Thousandths of a core. */
    cpuMillicores: z.number(),
    memoryBytes: z.number(),
    gpus: z.number(),
    pods: z.number(),
  })
  .meta({ id: 'NodeAmounts' });

/** @public */
export type NodeAmounts = z.infer<typeof nodeAmountsSchema>;

/** What keeps work away from a machine. @public */
export const nodeTaintSchema = z
  .object({
    key: z.string(),
    value: z.string().nullable(),
    effect: z.string(),
    /** The configuration lets work of the suite be put there all the same. */
    tolerated: z.boolean(),
  })
  .meta({ id: 'NodeTaint' });

/** @public */
export type NodeTaint = z.infer<typeof nodeTaintSchema>;

/** @public */
export const NODE_STATES = ['ready', 'cordoned', 'unready'] as const;

/** @public */
export const nodeSchema = z
  .object({
    cluster: z.string(),
    name: z.string(),
    /** `cordoned`: somebody has taken it out of scheduling. */
    state: z.enum(NODE_STATES),
    /** Ready, not cordoned, and without a taint that is not tolerated. */
    takesWork: z.boolean(),
    /** What is wrong, in words; empty for one that is well. */
    reasons: z.array(z.string()),
    roles: nodeRolesSchema,
    gpuType: z.string().nullable(),
    capacity: nodeAmountsSchema,
    /** What pods may ask for together. */
    allocatable: nodeAmountsSchema,
    /** What pods on it have asked for: of the suite, and of everybody else. */
    requested: z.object({ ours: nodeAmountsSchema, others: nodeAmountsSchema }),
    /** What is used at this moment; `null` where the cluster does not measure. */
    used: z
      .object({ cpuMillicores: z.number(), memoryBytes: z.number() })
      .nullable(),
    taints: z.array(nodeTaintSchema),
    /** Pods of the suite. */
    podCount: z.int(),
  })
  .meta({ id: 'Node' });

/** @public */
export type Node = z.infer<typeof nodeSchema>;

/** A pod of the suite. @public */
export const nodePodSchema = z
  .object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    kind: z.enum(['task', 'notebook', 'image-session', 'service']),
    /** `waiting`: it has no machine yet. */
    status: z.enum(['waiting', 'starting', 'running']),
    /** Why it waits, as the cluster says it. */
    reason: z.string().nullable(),
    project: z.string().nullable(),
    /** Entity ref of who started it; `null` for a schedule, or where nobody knows. */
    person: z.string().nullable(),
    run: z
      .object({ id: idSchema, number: z.int(), pipeline: z.string() })
      .nullable(),
    task: z.string().nullable(),
    requests: nodeAmountsSchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'NodePod' });

/** @public */
export type NodePod = z.infer<typeof nodePodSchema>;

/** @public */
export const nodeDetailSchema = nodeSchema
  .extend({
    /** All labels, also those that are no roles. */
    labels: z.record(z.string(), z.string()),
    pods: z.array(nodePodSchema),
  })
  .meta({ id: 'NodeDetail' });

/** @public */
export type NodeDetail = z.infer<typeof nodeDetailSchema>;

/** A cluster as a whole. @public */
export const nodeClusterSchema = z
  .object({
    name: z.string(),
    /** Why it cannot be asked, in words; its machines are then not known. */
    problem: z.string().nullable(),
    nodeCount: z.int(),
    /** Machines on which work can be put now. */
    takingWork: z.int(),
    allocatable: nodeAmountsSchema,
    requested: z.object({ ours: nodeAmountsSchema, others: nodeAmountsSchema }),
    waitingCount: z.int(),
    /** Pods of the suite without a machine, those that wait longest first; the first 20. */
    waiting: z.array(nodePodSchema),
  })
  .meta({ id: 'NodeCluster' });

/** @public */
export type NodeCluster = z.infer<typeof nodeClusterSchema>;

/** @public */
export const NODE_ORDERS = ['name', 'cpu', 'memory', 'gpu'] as const;

/** What a project group or a person has asked for on a cluster. @public */
export const nodeLoadShareSchema = z
  .object({
    /** Of a project group, or entity ref of a person; `null`: of nobody that is known. */
    name: z.string().nullable(),
    requested: nodeAmountsSchema,
  })
  .meta({ id: 'NodeLoadShare' });

/** @public */
export const nodeLoadSchema = z
  .object({
    clusters: z.array(
      z.object({
        name: z.string(),
        problem: z.string().nullable(),
        allocatable: nodeAmountsSchema,
        /** The largest first. */
        shares: z.array(nodeLoadShareSchema),
        /** Of pods that are not of the suite. */
        others: nodeAmountsSchema,
      }),
    ),
  })
  .meta({ id: 'NodeLoad' });

/** @public */
export type NodeLoad = z.infer<typeof nodeLoadSchema>;

/** A kind of work that a project group has machines for, or has not. @public */
export const placedWorkSchema = z
  .object({
    project: z.string(),
    title: z.string(),
    work: z.enum(['train', 'notebook', 'service']),
    machine: z.enum(['cpu', 'gpu']),
  })
  .meta({ id: 'PlacedWork' });

/** @public */
export type PlacedWork = z.infer<typeof placedWorkSchema>;

/** What other roles of a machine would mean. @public */
export const nodeRolesPreviewSchema = z
  .object({
    /** As the machine has them now. */
    before: nodeRolesSchema,
    changes: z.array(
      z.object({
        label: z.enum(['cpu', 'gpu', 'train', 'notebook', 'service', 'org']),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    /** Pods of the suite there that would not be put there any more; they go on. */
    staying: z.array(nodePodSchema),
    /** Project groups would have no machine any more for this. */
    lost: z.array(placedWorkSchema),
    /** Project groups would have a first machine for this. */
    gained: z.array(placedWorkSchema),
    /** Pods that wait and would find room there. */
    placeable: z.array(nodePodSchema),
    /** Pods that wait and would have no machine any more that they could wait for. */
    stranded: z.array(nodePodSchema),
  })
  .meta({ id: 'NodeRolesPreview' });

/** @public */
export type NodeRolesPreview = z.infer<typeof nodeRolesPreviewSchema>;
