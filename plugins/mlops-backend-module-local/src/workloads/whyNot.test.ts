import type { WorkloadPort } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import { whyNot } from './whyNot';

function aPort(
  name: string,
  listen: WorkloadPort['listen'] = { kind: 'unix' },
): WorkloadPort {
  return { name, protocol: 'http', listen };
}

function answer(ports: WorkloadPort[], hasSandbox = true) {
  const plan = aWorkload(
    { argv: [], runtime: { kind: 'process', python: null }, ports },
    { readiness: null },
  );
  return whyNot(plan, hasSandbox);
}

describe('whyNot', () => {
  it('has nothing against a plan that can be carried out', () => {
    expect(answer([aPort('http')], false)).toBeUndefined();
    const tcp = aPort('http', { kind: 'tcp', number: 80 });
    expect(answer([tcp, aPort('http-2')])).toBeUndefined();
  });

  it.each(['own', '../x'])('lets no port be called %j', name => {
    expect(answer([aPort(name)])).toMatch(/cannot be the name of a port/);
  });

  it('serves no more ports than its supervisor does', () => {
    const many = Array.from({ length: 17 }, (_, i) => aPort(`p${i}`));
    expect(answer(many)).toMatch(/17 ports/);
  });

  it('opens no TCP port that everybody could take', () => {
    const tcp = aPort('http', { kind: 'tcp', number: 80 });
    expect(answer([tcp], false)).toMatch(/Unix socket/);
  });
});
