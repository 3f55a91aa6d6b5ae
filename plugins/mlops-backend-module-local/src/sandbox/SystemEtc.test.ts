import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemEtc } from './SystemEtc';

describe('SystemEtc', () => {
  let folder: string;
  let visible: string;
  let now: number;
  const make = () =>
    new SystemEtc({
      folder: join(folder, 'copies'),
      root: join(folder, 'etc'),
      visible: [visible, '/opt/elsewhere'],
      now: () => now,
    });

  beforeEach(() => {
    now = Date.now();
    folder = mkdtempSync(join(tmpdir(), 'system-etc-'));
    visible = join(folder, 'etc/tool');
    mkdirSync(visible, { recursive: true });
    for (const name of ['hosts', 'nsswitch.conf', 'passwd', 'shadow']) {
      writeFileSync(join(folder, 'etc', name), name);
    }
    writeFileSync(join(visible, 'setting'), 'one');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const settingIn = (etc: string) =>
    readFileSync(join(etc, 'tool/setting'), 'utf8');

  it('shows names and what was asked for, and no password', () => {
    const etc = make().current();
    expect(readdirSync(etc).sort()).toEqual(['hosts', 'nsswitch.conf', 'tool']);
    expect(settingIn(etc)).toBe('one');
  });

  it('makes another copy after a change, and leaves the one that tasks look at', () => {
    const system = make();
    const before = system.current();
    writeFileSync(join(visible, 'second'), '');
    writeFileSync(join(visible, 'setting'), 'two');
    expect(system.current()).toBe(before);
    now += 2_000;
    expect(settingIn(system.current())).toBe('two');
    expect(settingIn(before)).toBe('one');
  });

  it('takes the same copy again after a restart, and gives up one that nobody used for long', () => {
    const before = make().current();
    expect(make().current()).toBe(before);
    utimesSync(before, 0, 0);
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(1);
    make();
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(0);
  });
});
