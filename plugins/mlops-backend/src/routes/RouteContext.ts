import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import type { MlopsConfig } from '../config/readMlopsConfig';
import type { Dispatcher } from '../engine/Dispatcher';
import type { CompileContext } from '../pipelines/CompileContext';
import type { Projects } from '../projects/Projects';
import type { RunSignals } from '../signals/RunSignals';

/** What the routes work with. */
export interface RouteContext {
  db: Knex;
  config: MlopsConfig;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
  catalog: CatalogService;
  projects: Projects;
  compileContext: CompileContext;
  engine: ExecutionEngine;
  /** Every installed engine, for runs of an earlier configuration. */
  engines: ReadonlyMap<string, ExecutionEngine>;
  /** Absent: files are read from the engine that made them. */
  artifacts: ArtifactStore | undefined;
  dispatcher: Dispatcher;
  signals: RunSignals;
  /** Pipelines or job templates were made, changed or archived. */
  onDefinitions: () => void;
  now: () => number;
}

/** Entity ref of a person, or the subject of a service. */
export function actorOf(credentials: BackstageCredentials): string {
  const { principal } = credentials;
  if (isUser(principal)) return principal.userEntityRef;
  if (isService(principal)) return principal.subject;
  return 'unknown';
}

/** Whether a person asks, and not a service. */
export function isUser(
  principal: unknown,
): principal is { type: 'user'; userEntityRef: string } {
  return hasType(principal, 'user');
}

function isService(
  principal: unknown,
): principal is { type: 'service'; subject: string } {
  return hasType(principal, 'service');
}

function hasType(principal: unknown, type: string): boolean {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'type' in principal &&
    principal.type === type
  );
}
