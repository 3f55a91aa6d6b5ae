import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramFolder } from '../DataFolder';
import { isAlive, readClaim } from './claim';
import { readExit, type ExitRecord } from './exitRecord';
import type { ArmedAttempt } from './Launcher';

/** How often an attempt that another backend started is looked at. */
const LOOK_EVERY_MS = 150;
/** How long a supervisor may take from its start to its claim. */
const CLAIM_WITHIN_MS = 5_000;

/** Follows attempts to their ends, those of an earlier backend too. */
export class Supervisor {
  /**
   * Executes the attempt, unless that was done before.
   *
   * @returns how it ended; `undefined` when its supervisor was lost
   */
  async run(
    folder: ProgramFolder,
    armed: ArmedAttempt,
    signal?: AbortSignal,
  ): Promise<ExitRecord | undefined> {
    await armed.release();
    // Also when another supervisor had the claim and this one left at once.
    return this.adopt(folder, signal);
  }

  /**
   * Waits for an attempt that is under way.
   *
   * @returns `undefined` when its supervisor was lost
   * @throws AbortError when `signal` aborts before it has ended
   */
  async adopt(
    folder: ProgramFolder,
    signal?: AbortSignal,
  ): Promise<ExitRecord | undefined> {
    const giveUpAt = performance.now() + CLAIM_WITHIN_MS;
    for (;;) {
      const exit = readExit(folder.exit);
      if (exit) return exit;
      const claim = readClaim(folder.claim);
      const lost = claim ? !isAlive(claim) : performance.now() > giveUpAt;
      // It may have ended between the two looks.
      if (lost) return readExit(folder.exit);
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  /** Whether somebody began to execute the attempt. */
  async isClaimed(folder: ProgramFolder): Promise<boolean> {
    return readClaim(folder.claim) !== undefined;
  }

  /** Asks an attempt to end; its supervisor sees to it that it does. */
  async stop(folder: ProgramFolder): Promise<void> {
    const claim = readClaim(folder.claim);
    if (claim && isAlive(claim)) process.kill(claim.pid, 'SIGTERM');
  }
}
