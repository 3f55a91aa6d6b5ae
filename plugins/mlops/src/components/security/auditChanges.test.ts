import { auditChanges } from './auditChanges';

const lines = (before: unknown, after: unknown) =>
  auditChanges(before, after).map(({ sign, text }) => `${sign} ${text}`);

describe('auditChanges', () => {
  it('tells grants that came, went and reach another way', () => {
    expect(
      lines(
        [
          { permission: 'mlops.run.read', scope: 'project' },
          { permission: 'mlops.run.stop', scope: 'own' },
        ],
        [
          { permission: 'mlops.run.read', scope: 'all' },
          { permission: 'mlops.log.read', scope: 'own' },
        ],
      ),
    ).toEqual([
      '~ mlops.run.read: project → all',
      '- mlops.run.stop: own',
      '+ mlops.log.read: own',
    ]);
  });

  it('tells what was made, changed and removed', () => {
    expect(lines(null, { member: 'user:default/bob', role: 'dev' })).toEqual([
      '+ member: user:default/bob',
      '+ role: dev',
    ]);
    expect(
      lines(
        { title: 'A', description: null },
        { title: 'B', description: null },
      ),
    ).toEqual(['~ title: A → B']);
    expect(lines({ members: ['x'] }, null)).toEqual(['- members: ["x"]']);
  });

  it('has nothing to tell of what it does not know', () => {
    expect(lines(null, null)).toEqual([]);
    expect(lines('a', 3)).toEqual([]);
  });
});
