import {
  ACCOUNTS,
  isKept,
  namespaceObjects,
  pullSecretsOf,
} from './namespaceObjects';

describe('namespaceObjects', () => {
  const objectsOf = (
    more: Partial<Parameters<typeof namespaceObjects>[1]> = {},
  ) =>
    namespaceObjects('mlops-vision', {
      installation: 'one',
      storage: { accessKey: 'a', secretKey: 'b' },
      podSecurity: 'baseline',
      pullSecrets: [],
      ...more,
    });
  const objects = objectsOf();

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

  it.each(['baseline', 'privileged'] as const)(
    'lets pods have no more of their machine than is said: %s',
    podSecurity => {
      expect(objectsOf({ podSecurity })[0].metadata.labels).toMatchObject({
        'pod-security.kubernetes.io/enforce': podSecurity,
      });
    },
  );

  it('remembers the pull secrets that are kept in it', () => {
    const accounts = objectsOf({ pullSecrets: ['a', 'b'] }).filter(
      ({ kind }) => kind === 'ServiceAccount',
    );
    expect(accounts.map(pullSecretsOf)).toEqual([['a', 'b'], []]);
    expect(pullSecretsOf(undefined)).toEqual([]);
  });

  it('has no keys where there is no storage', () => {
    const kinds = objectsOf({ storage: null }).filter(
      ({ type }) => type === 'Opaque',
    );
    expect(kinds).toEqual([]);
  });
});
