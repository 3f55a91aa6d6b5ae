import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { claimFile, holderOf } from '../process/claimFile.mjs';
import { bootId, isAlive, startOf } from '../process/identity.mjs';
import { scratch } from '../testing/scratch.mjs';
import { portalClaim } from './servePortal.mjs';
import { stopCommand } from './stopCommand.mjs';

function sleeper(test) {
  const child = spawn('sleep', ['60']);
  test.after(() => child.kill());
  return { pid: child.pid, start: startOf(child.pid) };
}

/** A data folder with a portal, a task and a workload that run, a task that ended, and one from before a boot. */
function portalWithTasks(test) {
  const place = scratch(test);
  const [portal, running, serving, ended, old] = Array.from({ length: 5 }, () =>
    sleeper(test),
  );
  const attempt = (run, { pid, start }, boot = bootId()) =>
    place.file(
      `local/runs/${run}/tasks/train/1/claim`,
      `${pid} ${start} ${boot}\n`,
    );
  attempt('a', running);
  attempt('b', ended);
  place.file('local/runs/b/tasks/train/1/exit', 'reason exited\n');
  attempt('c', old, 'another-boot');
  place.file('local/runs/d/tasks/waiting/1/spec', '');
  place.file(
    'local/workloads/e/starts/2/claim',
    `${serving.pid} ${serving.start} ${bootId()}\n`,
  );
  claimFile(portalClaim(place.home)).update({ pid: portal.pid });
  let said = '';
  const show = text => {
    said += text;
  };
  const stop = async all => {
    await stopCommand({ data: place.home, all, show });
    return said;
  };
  return {
    data: place.home,
    portal,
    running: [running, serving],
    strangers: [ended, old],
    stop,
  };
}

describe('stop', () => {
  it('ends the portal, leaves its tasks running and says so', async test => {
    const { data, portal, running, stop } = portalWithTasks(test);
    assert.match(await stop(false), /stopped; 2 tasks go on .* stop --all/);
    assert.ok(!isAlive(portal));
    assert.equal(holderOf(portalClaim(data)), undefined);
    assert.ok(running.every(isAlive));
  });

  it('ends the tasks too with --all, and nobody whose pid only looks like one', async test => {
    const { portal, running, strangers, stop } = portalWithTasks(test);
    assert.equal(await stop(true), 'Stopped the portal, tasks: 2.\n');
    assert.ok(!isAlive(portal));
    assert.ok(!running.some(isAlive));
    assert.ok(strangers.every(isAlive));
  });

  it('has nothing to do where there is nothing', async test => {
    const data = join(scratch(test).home, 'nowhere');
    let said = '';
    const show = text => {
      said += text;
    };
    await stopCommand({ data, all: false, show });
    await stopCommand({ data, all: true, show });
    assert.equal(said, `No portal uses ${data}.\nNothing runs on ${data}.\n`);
  });
});
