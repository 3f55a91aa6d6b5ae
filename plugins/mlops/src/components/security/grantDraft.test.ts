import { defaultGrants } from '@mlops/plugin-mlops-common';
import { changesOf, draftOf, grantsOf, matrixOf, rebase } from './grantDraft';

const stored = draftOf([
  { permission: 'mlops.run.read', scope: 'project' },
  { permission: 'mlops.run.stop', scope: 'own' },
]);

describe('a draft of grants', () => {
  it('is what was stored until something is changed', () => {
    expect(changesOf(stored, stored)).toEqual([]);
    expect(
      changesOf(stored, {
        ...stored,
        'mlops.run.stop': undefined,
        'mlops.log.read': 'all',
      }),
    ).toEqual(['mlops.run.stop', 'mlops.log.read']);
  });

  it('becomes the same grants again', () => {
    const { gamma } = defaultGrants;
    expect(new Set(grantsOf(draftOf(gamma)))).toEqual(new Set(gamma));
  });

  it('keeps what was changed here when somebody else has saved meanwhile', () => {
    const mine = { ...stored, 'mlops.run.stop': 'project' as const };
    const theirs = draftOf([{ permission: 'mlops.run.read', scope: 'all' }]);
    expect(grantsOf(rebase(stored, mine, theirs))).toEqual([
      { permission: 'mlops.run.read', scope: 'all' },
      { permission: 'mlops.run.stop', scope: 'project' },
    ]);
  });
});

describe('matrixOf', () => {
  it('offers a role of project groups only what counts there', () => {
    const rows = matrixOf('project');
    expect(rows.map(({ module }) => module)).not.toContain('page');
    expect(rows.every(({ isOurs }) => isOurs)).toBe(true);
    const scopes = rows.flatMap(({ cells }) =>
      cells.flatMap(cell => cell.scopes),
    );
    expect(new Set(scopes)).toEqual(new Set(['own', 'project']));
  });

  it('has a place for everything that other roles can grant', () => {
    const names = matrixOf('custom').flatMap(({ cells }) =>
      cells.map(({ name }) => name),
    );
    expect(names).toContain('mlops.role.update');
    expect(names).toContain('kubernetes.proxy');
    expect(new Set(names).size).toBe(names.length);
  });
});
