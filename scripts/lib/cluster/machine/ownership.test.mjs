import assert from 'node:assert/strict';
import { it } from 'node:test';
import { afterBoot } from './ownership.mjs';

const noted = {
  boot: 'first',
  checkout: '/checkout',
  sysctls: { 'kernel/panic': '0' },
  folders: ['/var/lib/kubelet'],
};

it('remembers how the machine was before a kubelet changed it', () => {
  const now = { boot: 'first', sysctls: { 'kernel/panic': '10' } };
  assert.deepEqual(afterBoot(noted, now), noted);
});

it('is nobody after a reboot, which undid all but the folders', () => {
  const now = { boot: 'second', sysctls: { 'kernel/panic': '1' } };
  assert.deepEqual(afterBoot(noted, now), {
    ...now,
    checkout: undefined,
    folders: ['/var/lib/kubelet'],
  });
});
