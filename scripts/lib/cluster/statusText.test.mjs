import assert from 'node:assert/strict';
import { it } from 'node:test';
import { statusText } from './statusText.mjs';
import { clusterTopology, SERVICES } from './topology.mjs';

const program = (name, alive = true) => ({ name, pid: 7, alive });
const state = {
  owner: '/checkout',
  checkout: '/checkout',
  versions: [['Kubernetes', 'v1.33.4']],
  units: [
    { name: 'alpha', isUp: true, programs: [program('etcd')] },
    { name: 'beta', isUp: false, programs: [] },
  ],
  clusters: ['alpha', 'beta'].map(clusterTopology),
  services: SERVICES,
  files: {
    kubectl: '/bin/kubectl',
    kubeconfig: name => `/${name}.kubeconfig`,
    portalConfig: '/kubernetes.yaml',
    description: '/testbed.json',
    logs: '/logs',
  },
};

it('says how to reach what runs, and nothing of what does not', () => {
  const text = statusText(state);
  assert.match(text, /^alpha: up, 1 of 1 programs run$/m);
  assert.match(text, /alpha-node-1 198\.18\.1\.11/);
  assert.match(
    text,
    /\/bin\/kubectl --kubeconfig \/alpha\.kubeconfig get pods -A/,
  );
  assert.doesNotMatch(text, /beta/);
});

it('names programs that ended', () => {
  const programs = [program('etcd'), program('kubelet', false)];
  const text = statusText({
    ...state,
    units: [{ name: 'alpha', isUp: false, programs }],
  });
  assert.match(text, /alpha: not up, 1 of 2 programs run\n {2}ended: kubelet/);
});

it('sends on to the checkout that has the testbed, or says how to start one', () => {
  assert.match(
    statusText({ ...state, owner: '/other' }),
    /cd \/other && npm run cluster -- status/,
  );
  assert.match(
    statusText({ ...state, owner: '/gone', ownerIsGone: true }),
    /that checkout is gone. Take it down with: npm run cluster -- down/,
  );
  assert.match(statusText({ ...state, owner: undefined }), /cluster -- up/);
});
