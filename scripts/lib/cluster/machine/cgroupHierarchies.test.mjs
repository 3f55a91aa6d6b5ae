import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cgroupHierarchies } from './cgroupHierarchies.mjs';

const V1 = [
  'cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0',
  'cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0',
];
const other = 'proc /proc proc rw 0 0';
const tracking = mounts =>
  cgroupHierarchies(mounts.join('\n')).filter(({ tracks }) => tracks);

it('keeps track in version 2, alone or beside version 1', () => {
  const unified = 'cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0';
  assert.deepEqual(tracking([other, ...V1, unified]), [
    { mount: '/sys/fs/cgroup/unified', tracks: true },
  ]);
  assert.deepEqual(tracking(['none /sys/fs/cgroup cgroup2 rw 0 0']), [
    { mount: '/sys/fs/cgroup', tracks: true },
  ]);
});

it('keeps track in one of version 1 where there is no other', () => {
  assert.deepEqual(tracking(V1), [
    { mount: '/sys/fs/cgroup/pids', tracks: true },
  ]);
});
