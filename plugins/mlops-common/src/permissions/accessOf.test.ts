import { accessOf, type Granted } from './accessOf';
import { meets, type OwnedObject } from './Criteria';
import { defaultGrants, isProjectRole } from './defaultGrants';
import { grantablePermissions, isGrantable, PROJECT_ROLES } from './grants';

const ALICE = 'user:default/alice';

function granted(part: Partial<Granted>): Granted {
  return {
    subject: ALICE,
    isAdministrator: false,
    grants: [],
    projects: [],
    ...part,
  };
}

const hers: OwnedObject = { createdBy: ALICE, project: 'vision' };
const bobs: OwnedObject = { createdBy: 'user:default/bob', project: 'vision' };
const elsewhere: OwnedObject = { createdBy: ALICE, project: 'ads' };

function allowed(part: Partial<Granted>, object: OwnedObject): boolean {
  const access = accessOf(granted(part))['mlops.run.stop'];
  return access !== undefined && meets(object, access);
}

const stop = (scope: 'own' | 'project' | 'all') => [
  { permission: 'mlops.run.stop', scope },
];

describe('accessOf', () => {
  it('allows nothing to whom nothing was granted', () => {
    expect(accessOf(granted({}))).toEqual({});
  });

  it('lets an administrator do everything there is', () => {
    const access = accessOf(granted({ isAdministrator: true }));
    expect(Object.keys(access)).toEqual(
      grantablePermissions.map(({ name }) => name),
    );
    expect(new Set(Object.values(access))).toEqual(new Set([true]));
  });

  it('reaches as far as the scope says', () => {
    expect(allowed({ grants: stop('own') }, hers)).toBe(true);
    expect(allowed({ grants: stop('own') }, bobs)).toBe(false);
    const member = [{ name: 'vision', grants: [] }];
    expect(allowed({ grants: stop('project'), projects: member }, bobs)).toBe(
      true,
    );
    expect(
      allowed({ grants: stop('project'), projects: member }, elsewhere),
    ).toBe(false);
    expect(allowed({ grants: stop('project') }, hers)).toBe(false);
    expect(allowed({ grants: stop('all') }, elsewhere)).toBe(true);
  });

  it('keeps the role in a project group to that group', () => {
    const ops = { projects: [{ name: 'vision', grants: stop('project') }] };
    expect(allowed(ops, bobs)).toBe(true);
    expect(allowed(ops, elsewhere)).toBe(false);
    const dev = { projects: [{ name: 'vision', grants: stop('own') }] };
    expect(allowed(dev, hers)).toBe(true);
    expect(allowed(dev, bobs)).toBe(false);
    expect(allowed(dev, elsewhere)).toBe(false);
  });

  it('adds up what several roles grant', () => {
    const both = {
      grants: stop('own'),
      projects: [{ name: 'vision', grants: stop('project') }],
    };
    expect(allowed(both, bobs)).toBe(true);
    expect(allowed(both, elsewhere)).toBe(true);
    expect(allowed({ grants: [...stop('own'), ...stop('all')] }, bobs)).toBe(
      true,
    );
  });
});

describe('defaultGrants', () => {
  it.each(Object.entries(defaultGrants))(
    'gives %s only what such a role can have, each permission once',
    (role, grants) => {
      const kind = isProjectRole(role) ? 'project' : 'builtin';
      expect(grants.filter(grant => !isGrantable(kind, grant))).toEqual([]);
      const names = grants.map(({ permission }) => permission);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it('gives each role in a project group at least what the next has', () => {
    const [creator, ops, dev] = PROJECT_ROLES.map(
      role => new Set(defaultGrants[role].map(({ permission }) => permission)),
    );
    expect([...ops].every(name => creator.has(name))).toBe(true);
    expect([...dev].every(name => ops.has(name))).toBe(true);
  });

  it('keeps from ordinary people what has the power of the portal', () => {
    const gamma = defaultGrants.gamma.map(({ permission }) => permission);
    for (const kept of [
      'kubernetes.proxy',
      'kubernetes.resources.read',
      'catalog.location.create',
      'catalog.entity.create',
      'catalog.entity.delete',
      'scaffolder.template.management',
      'mlops.role.update',
      'mlops.setting.update',
      'mlops.audit.read',
    ]) {
      expect(gamma).not.toContain(kept);
    }
  });
});
