import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  runReadPermission,
  terminalUsePermission,
} from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';
import type { Authorizer } from '../access/Authorizer';
import { checkObject } from '../access/checkObject';
import { actorOf } from '../access/principals';
import { ownerOfRun } from '../routes/runRoutes';
import { findRun, type RunRow } from '../store/runs';

/** Who is at a terminal, and whether they may be. */
export class TerminalRights {
  readonly #auth: AuthService;
  readonly #authorizer: Authorizer;
  readonly #db: Knex;

  constructor(deps: { auth: AuthService; authorizer: Authorizer; db: Knex }) {
    this.#auth = deps.auth;
    this.#authorizer = deps.authorizer;
    this.#db = deps.db;
  }

  /**
   * Who a token speaks for.
   *
   * @throws NotAllowedError when that is somebody else than `actor`; AuthenticationError when it is no token
   */
  async identify(token: string, actor: string): Promise<BackstageCredentials> {
    const credentials = await this.#auth.authenticate(token);
    if (actorOf(credentials) !== actor) {
      throw new NotAllowedError('The ticket is not yours');
    }
    return credentials;
  }

  /**
   * The run, if terminals may be opened beside its tasks now.
   *
   * @throws NotFoundError, NotAllowedError as `checkObject`
   */
  async runFor(
    credentials: BackstageCredentials,
    runId: string,
  ): Promise<RunRow> {
    const decided = await this.#authorizer.decide(credentials, [
      terminalUsePermission,
      runReadPermission,
    ]);
    const may = decided[terminalUsePermission.name];
    const sees = decided[runReadPermission.name];
    if (may === undefined || sees === undefined) {
      throw new NotAllowedError(
        `You may not open terminals; it needs the permission ${terminalUsePermission.name}`,
      );
    }
    const access = { may, sees, summary: 'a terminal' };
    const run = await findRun(this.#db, runId);
    return checkObject(run, ownerOfRun, access, `There is no run ${runId}`);
  }
}
