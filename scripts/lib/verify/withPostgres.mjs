import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { runToLog } from '../process/runToLog.mjs';
import { freePort } from './freePort.mjs';

const START_MS = 30_000;
/** The cluster lives for minutes: nothing of it has to survive a crash. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Proof that tests came by.
  log_statement: 'ddl',
};

/**
 * Runs `work` with a PostgreSQL cluster of its own, which is gone afterwards.
 *
 * @param programs - as `postgresPrograms` finds them
 * @param work - takes the connection string
 * @returns `{ result, databases }`: what `work` gave, and how many databases were made
 */
export async function withPostgres(programs, { logs, signal }, work) {
  const home = mkdtempSync(join(tmpdir(), 'mlops-postgres-'));
  const log = join(logs, 'postgres.log');
  const user = unprivilegedUser();
  if (user) chownSync(home, user.uid, user.gid);
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const cluster = join(home, 'cluster');
  const program = name => join(programs.bin, name);
  let server;
  try {
    await runToLog(
      [
        program('initdb'),
        `--pgdata=${cluster}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { title: 'initdb', log, cwd: home, signal, ...user },
    );
    const port = await freePort();
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    );
    server = spawn(program('postgres'), ['-D', cluster, ...settings], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for us: the tests end before their database does.
      detached: true,
      ...user,
    });
    // PostgreSQL logs to its error stream only.
    server.stdout.resume();
    const logged = pipeline(server.stderr, createWriteStream(log));
    await listens(port, server, log);
    const result = await work(
      `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    );
    await endServer(server);
    await logged;
    const made = readFileSync(log, 'utf8').match(/create database/gi) ?? [];
    return { result, databases: made.length };
  } finally {
    await endServer(server);
    rmSync(home, { recursive: true, force: true });
  }
}

/** The server refuses to run as root, so Debian's own user for it takes over there. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres:', 'nobody:']
    .map(start => users.find(user => user.startsWith(start)))
    .find(user => user !== undefined);
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

async function listens(port, server, log) {
  const until = performance.now() + START_MS;
  while (performance.now() < until && server.exitCode === null) {
    if (await answers(port)) return;
    await sleep(50);
  }
  throw new Error(`PostgreSQL does not start; its log is ${log}`);
}

function answers(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function endServer(server) {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise(resolve => server.once('exit', resolve));
  // "Immediate": nobody will read the files again.
  server.kill('SIGQUIT');
  await ended;
}
