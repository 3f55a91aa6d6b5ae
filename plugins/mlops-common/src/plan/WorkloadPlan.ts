import type { WorkloadId } from '../ids';
import type { ProgramPlan } from './ProgramPlan';

/**
 * What a workload is for, told in labels and messages; how it runs does not depend on it.
 *
 * @public
 */
export type WorkloadKind = 'notebook' | 'image-session' | 'service';

/**
 * A program that runs until somebody ends it and that people reach through the platform: a notebook, a
 * container that is changed and saved as an image, a model server. Decided to the last detail, like a run. When
 * one that nobody uses is to end is the backend's to know, which ends it.
 *
 * One plan is one process or one pod. A service of several replicas is several workloads that carry its label.
 *
 * @public
 */
export interface WorkloadPlan extends ProgramPlan {
  workloadId: WorkloadId;
  /** A DNS label, for people and in names of objects; not unique. */
  name: string;
  kind: WorkloadKind;
  /** Name of the project group that owns it. */
  project: string;
  /** Entity ref of the person whose it is. */
  owner: string;
  cluster: string | null;
  namespace: string | null;
  /** Where its program listens; none where it is reached by a terminal only. */
  ports: readonly WorkloadPort[];
  /** `null`: it is ready as soon as its program runs. */
  readiness: ReadinessProbe | null;
  restart: RestartPolicy;
  /**
   * Seconds from its first start to its end, however often it was restarted; `null` is without end. The
   * `activeDeadlineSeconds` of a pod.
   */
  lifetimeSeconds: number | null;
}

/** @public */
export interface WorkloadPort {
  /** A DNS label of at most 15 characters, unique in the plan, as the name of a container's port. */
  name: string;
  /** HTTP/1.1 and what it is upgraded to, such as WebSocket. */
  protocol: 'http';
  listen: WorkloadListen;
}

/**
 * Where a program listens. It learns that from its environment too: `MLOPS_PORT_<NAME>` has the number,
 * `MLOPS_SOCKET_<NAME>` the path, with the port's name in capitals and `_` for `-`.
 *
 * @public
 */
export type WorkloadListen =
  /**
   * At a TCP port of the workload's own network, as in a pod: several workloads may use the same number, and no
   * other workload or task reaches it. Its program listens on all addresses or on that of loopback.
   */
  | { kind: 'tcp'; number: number }
  /**
   * At a Unix socket whose path the engine chooses. For processes that share the network of their machine, where
   * a TCP port would be everybody's.
   */
  | { kind: 'unix' };

/** How an engine finds out whether a program answers, as the readiness probe of a pod. @public */
export interface ReadinessProbe {
  /** Name of the port that is asked. */
  port: string;
  /**
   * Ready once a GET is answered with a status from 200 to 399; `path` begins with `/`. `null`: once a
   * connection is taken.
   */
  httpGet: { path: string } | null;
  /** Seconds between two questions. */
  periodSeconds: number;
  /** Seconds for one answer. */
  timeoutSeconds: number;
  /** Seconds from each start to the first answer; one that takes longer has failed. */
  startupSeconds: number;
}

/**
 * What happens when the program ends by itself with an exit code other than 0, is killed, does not get ready in
 * time, or is lost with its machine. One that ends with 0 is done and never started again.
 *
 * @public
 */
export type RestartPolicy =
  | { kind: 'never' }
  | {
      kind: 'on-failure';
      /** Restarts in a row; after ten minutes of running they count anew, as those of a kubelet do. */
      limit: number;
      /** Seconds before the first restart; doubles with each in a row, up to five minutes. */
      backoffSeconds: number;
    };
