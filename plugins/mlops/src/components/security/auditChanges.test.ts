import { auditChanges } from './auditChanges';

describe('auditChanges', () => {
  it('tells grants that came, went and reach another way', () => {
    expect(
      auditChanges(
        [
          { permission: 'mlops.run.read', scope: 'project' },
          { permission: 'mlops.run.stop', scope: 'own' },
          { permission: 'mlops.run.clear', scope: 'own' },
        ],
        [
          { permission: 'mlops.run.read', scope: 'all' },
          { permission: 'mlops.run.clear', scope: 'own' },
          { permission: 'mlops.log.read', scope: 'own' },
        ],
      ),
    ).toEqual([
      {
        kind: 'grant',
        name: 'mlops.run.read',
        before: 'project',
        after: 'all',
      },
      { kind: 'grant', name: 'mlops.run.stop', before: 'own', after: null },
      { kind: 'grant', name: 'mlops.log.read', before: null, after: 'own' },
    ]);
  });

  it('tells the grants of a role that was made or deleted', () => {
    const grants = [{ permission: 'mlops.run.read', scope: 'all' }];
    expect(auditChanges(null, { title: 'A', grants })).toEqual([
      { kind: 'field', name: 'title', before: null, after: 'A' },
      { kind: 'grant', name: 'mlops.run.read', before: null, after: 'all' },
    ]);
  });

  it('tells what is different in a field, and nothing of what is not', () => {
    expect(
      auditChanges(
        { title: 'A', description: null, cluster: 'x' },
        { title: 'B', description: '', cluster: 'x' },
      ),
    ).toEqual([{ kind: 'field', name: 'title', before: 'A', after: 'B' }]);
  });

  it('tells each entry of a list that came or went', () => {
    const bob = { member: 'user:default/bob', role: 'dev' };
    expect(
      auditChanges({ members: ['x', 'y'] }, { members: ['y', bob] }),
    ).toEqual([
      { kind: 'entry', name: 'members', before: 'x', after: null },
      {
        kind: 'entry',
        name: 'members',
        before: null,
        after: 'user:default/bob (dev)',
      },
    ]);
  });

  it('tells another role of a member, and leaves the member to the sentence', () => {
    const member = 'user:default/bob';
    expect(
      auditChanges({ member, role: 'dev' }, { member, role: 'ops' }),
    ).toEqual([{ kind: 'field', name: 'role', before: 'dev', after: 'ops' }]);
    expect(auditChanges(null, { member })).toEqual([]);
  });

  it('has nothing to tell of what it does not know', () => {
    expect(auditChanges(null, null)).toEqual([]);
    expect(auditChanges('a', 3)).toEqual([]);
  });
});
