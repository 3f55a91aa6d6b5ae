import type {
  NodeAmounts,
  NodeRoles,
  NodeTaint,
  RunId,
} from '@mlops/plugin-mlops-common';

/**
 * What administrators of an installation see of its machines, and change. An engine has it where it puts work on
 * machines that others keep; only administrators get there.
 *
 * @public
 */
export interface ClusterAdmin {
  /**
   * Configured clusters with their machines. One that is away says so, and hides no other; the answer comes in seconds
   * all the same.
   *
   * @param cluster - only this one; absent: all of them
   * @throws NotFoundError for a cluster that is unknown; the message names those that are known
   */
  nodes(cluster?: string): Promise<ClusterNodes[]>;

  /**
   * Changes the roles of a machine, and with them where work that has not begun yet can be put. What runs there goes
   * on. Only labels of roles that differ from `seen` are written, and no other label ever. May be repeated: roles that
   * are as wanted already stay.
   *
   * @param seen - the roles from which whoever changes them has started
   * @throws NotFoundError for a cluster or a machine that is unknown; the message names those that are known
   * @throws InputError for an `org` that cannot be the value of a label
   * @throws ConflictError when its roles are others than `seen` by now; the message says which, and nothing was written
   * @throws ServiceUnavailableError when the cluster does not answer
   */
  setRoles(ref: NodeRef, roles: NodeRoles, seen: NodeRoles): Promise<void>;
}

/** @public */
export interface NodeRef {
  cluster: string;
  /** Of the machine. */
  name: string;
}

/** @public */
export interface ClusterNodes {
  cluster: string;
  /** It is the one of project groups that name none. */
  isDefault: boolean;
  /** Why it cannot be asked, in words; then neither machines nor pods are known. */
  problem: string | null;
  nodes: readonly NodeState[];
  /** Pods of the suite that have no machine yet. */
  waiting: readonly NodePodState[];
}

/** @public */
export interface NodeState {
  name: string;
  /** `cordoned`: somebody has taken it out of scheduling. */
  state: 'ready' | 'cordoned' | 'unready';
  /** What is wrong, in words; empty for one that is well. */
  reasons: readonly string[];
  /** Ready, not cordoned, and without a taint that is not tolerated. */
  takesWork: boolean;
  /** All labels; `nodeRolesOf` reads the roles. */
  labels: Readonly<Record<string, string>>;
  gpuType: string | null;
  capacity: NodeAmounts;
  /** What pods may ask for together. */
  allocatable: NodeAmounts;
  /** What pods on it have asked for: of the suite, and of everybody else. */
  requested: { ours: NodeAmounts; others: NodeAmounts };
  /** What is used at this moment; `null` where the cluster does not measure. */
  used: { cpuMillicores: number; memoryBytes: number } | null;
  taints: readonly NodeTaint[];
  /** Pods of the suite on it that have not ended. */
  pods: readonly NodePodState[];
}

/** A pod of the suite. @public */
export interface NodePodState {
  namespace: string;
  name: string;
  kind: 'task' | 'notebook' | 'image-session' | 'service';
  status: 'waiting' | 'starting' | 'running';
  /** Why it waits, in words of the cluster. */
  reason: string | null;
  /** Name of the project group, if it says so. */
  project: string | null;
  /** Entity ref of who started it, if it says so. */
  person: string | null;
  runId: RunId | null;
  task: string | null;
  requests: NodeAmounts;
  /** Labels that its machine must carry. */
  selector: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  createdAt: number;
}
