import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import type { Authorizer } from '../access/Authorizer';
import type { TerminalsConfig } from '../config/readTerminals';
import type { RunSignals } from '../signals/RunSignals';
import { addMessage } from '../store/messages';
import { OpenTerminals } from './OpenTerminals';
import { TerminalDoor } from './TerminalDoor';
import { TerminalRights } from './TerminalRights';

/** Where sockets of terminals are taken. */
export function createTerminalDoor(deps: {
  db: Knex;
  auth: AuthService;
  authorizer: Authorizer;
  auditor: AuditorService;
  engines: ReadonlyMap<string, ExecutionEngine>;
  logger: LoggerService;
  signals: RunSignals;
  config: TerminalsConfig;
  now: () => number;
}): TerminalDoor {
  const { db, auditor, engines, logger, signals, config, now } = deps;
  return new TerminalDoor({
    db,
    auditor,
    engines,
    logger,
    now,
    rights: new TerminalRights(deps),
    open: new OpenTerminals(config.perPerson),
    idleMs: config.idleMs,
    async onOpened(run, { actor, target: { task, attempt } }) {
      const person = actor.replace(/^user:default\//, '');
      await addMessage(db, {
        run_id: run.id,
        at: now(),
        task,
        attempt,
        text: `${person} opened a terminal`,
      });
      signals.changed(run.id);
    },
  });
}
