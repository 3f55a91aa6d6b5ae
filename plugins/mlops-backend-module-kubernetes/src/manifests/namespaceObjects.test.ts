import { ACCOUNTS, isKept, namespaceObjects } from './namespaceObjects';

describe('namespaceObjects', () => {
  const objects = namespaceObjects('mlops-vision', 'one', {
    accessKey: 'a',
    secretKey: 'b',
  });

  it('gives the executor one right, and tasks none', () => {
    const roles = objects.filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ rules }) => rules)).toEqual([
      [
        {
          apiGroups: ['argoproj.io'],
          resources: ['workflowtaskresults'],
          verbs: ['create', 'patch'],
        },
      ],
    ]);
    const [binding] = objects.filter(({ kind }) => kind === 'RoleBinding');
    expect(binding.subjects).toEqual([
      {
        kind: 'ServiceAccount',
        name: ACCOUNTS.executor,
        namespace: 'mlops-vision',
      },
    ]);
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
    for (const { automountServiceAccountToken: mounted } of accounts) {
      expect(mounted).toBe(false);
    }
  });

  it('marks everything as its own, in that namespace and no other', () => {
    for (const { kind, metadata } of objects) {
      expect(isKept(metadata.labels, 'one')).toBe(true);
      expect(isKept(metadata.labels, 'another')).toBe(false);
      expect(metadata.namespace).toBe(
        kind === 'Namespace' ? undefined : 'mlops-vision',
      );
    }
    expect(isKept(undefined, 'one')).toBe(false);
  });

  it('has no keys where there is no storage', () => {
    const kinds = namespaceObjects('n', 'one', null).filter(
      ({ type }) => type === 'Opaque',
    );
    expect(kinds).toEqual([]);
  });
});
