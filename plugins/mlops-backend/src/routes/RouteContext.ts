import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import type { Authorizer } from '../access/Authorizer';
import type { MlopsConfig } from '../config/readMlopsConfig';
import type { Dispatcher } from '../engine/Dispatcher';
import type { CompileContext } from '../pipelines/CompileContext';
import type { Projects } from '../projects/Projects';
import type { Quotas } from '../projects/Quotas';
import type { RunSignals } from '../signals/RunSignals';
import type { PortalSockets } from '../sockets/PortalSockets';

/** What the routes work with. */
export interface RouteContext {
  db: Knex;
  config: MlopsConfig;
  httpAuth: HttpAuthService;
  authorizer: Authorizer;
  auditor: AuditorService;
  logger: LoggerService;
  catalog: CatalogService;
  projects: Projects;
  quotas: Quotas;
  compileContext: CompileContext;
  engine: ExecutionEngine;
  /** Every installed engine, for runs of an earlier configuration. */
  engines: ReadonlyMap<string, ExecutionEngine>;
  /** Absent: files are read from the engine that made them. */
  artifacts: ArtifactStore | undefined;
  dispatcher: Dispatcher;
  signals: RunSignals;
  sockets: Pick<PortalSockets, 'isAttached'>;
  /** Pipelines or job templates were made, changed or archived. */
  onDefinitions: () => void;
  notifications: NotificationService;
  userInfo: UserInfoService;
  /** Rights, project groups or their members were changed. */
  accessChanged: () => void;
  now: () => number;
}
