import fc from 'fast-check';
import {
  accessOf,
  ADMIN_ROLE,
  meets,
  SCOPES,
  type Explanation,
} from '@mlops/plugin-mlops-common';
import { explain } from './explain';
import type { Grounds, RoleGrant } from './Grounds';

const USER = 'user:default/alice';
const PERMISSION = 'mlops.run.stop';
const projects = ['vision', 'ads', 'search'];

const object: fc.Arbitrary<NonNullable<Explanation['object']>> = fc.record({
  kind: fc.constant('run' as const),
  id: fc.constant('x'),
  title: fc.constant('x'),
  createdBy: fc.option(fc.constantFrom(USER, 'user:default/bob')),
  project: fc.constantFrom(...projects),
});

const grantsOf = (roles: string[], roleKind: RoleGrant['roleKind']) =>
  fc
    .array(
      fc.record({
        role: fc.constantFrom(...roles),
        permission: fc.constantFrom(PERMISSION, 'mlops.run.read'),
        scope: fc.constantFrom(
          ...SCOPES.filter(scope => roleKind !== 'project' || scope !== 'all'),
        ),
      }),
      { maxLength: 4 },
    )
    .map(grants =>
      grants.map(grant => ({ ...grant, roleTitle: grant.role, roleKind })),
    );

const grounds: fc.Arbitrary<Grounds> = fc.record({
  known: fc.constant(true),
  grants: fc
    .tuple(
      grantsOf(['gamma', 'own'], 'custom'),
      grantsOf(['dev', 'ops'], 'project'),
    )
    .map(([personal, project]) => [...personal, ...project]),
  roles: fc.uniqueArray(
    fc.record({
      role: fc.constantFrom('gamma', 'own', ADMIN_ROLE),
      member: fc.constant(USER),
    }),
    { selector: ({ role }) => role, maxLength: 2 },
  ),
  projects: fc.uniqueArray(
    fc.record({
      project: fc.constantFrom(...projects),
      role: fc.constantFrom('dev', 'ops'),
      member: fc.constant(USER),
    }),
    { selector: ({ project }) => project, maxLength: 3 },
  ),
});

/** The grounds, if the person had one more role. */
function having(
  known: Grounds,
  { role, project }: { role: string; project: string | null },
): Grounds {
  return project === null
    ? { ...known, roles: [...known.roles, { role, member: USER }] }
    : {
        ...known,
        projects: [...known.projects, { project, role, member: USER }],
      };
}

describe('explain', () => {
  it('says the same as what decides, whatever was granted', () => {
    fc.assert(
      fc.property(grounds, object, (known, asked) => {
        const mine = new Set(known.roles.map(({ role }) => role));
        const access = accessOf({
          subject: USER,
          isAdministrator: mine.has(ADMIN_ROLE),
          grants: known.grants.filter(({ role }) => mine.has(role)),
          projects: known.projects.map(({ project, role }) => ({
            name: project,
            grants: known.grants.filter(grant => grant.role === role),
          })),
        })[PERMISSION];
        const { allowed } = explain({
          user: USER,
          permission: PERMISSION,
          object: asked,
          ...known,
        });
        expect(allowed).toBe(access !== undefined && meets(asked, access));
      }),
      { numRuns: 500 },
    );
  });

  it('offers exactly the roles that would allow it, each by itself', () => {
    fc.assert(
      fc.property(grounds, object, (known, asked) => {
        const question = { user: USER, permission: PERMISSION, object: asked };
        const { allowed, otherRoles } = explain({ ...question, ...known });
        if (allowed) return;
        const every = [ADMIN_ROLE, 'gamma', 'own', 'dev', 'ops'].map(role => ({
          role,
          project: role === 'dev' || role === 'ops' ? asked.project : null,
        }));
        // What the person was granted otherwise and becomes a member for, no role of these gives by itself.
        const enough = every.filter(one => {
          const grants = known.grants.filter(({ role }) => role === one.role);
          const then = having({ ...known, grants }, one);
          return explain({ ...question, ...then }).allowed;
        });
        const offered = otherRoles.map(({ role, project }) => ({
          role,
          project,
        }));
        expect(new Set(offered.map(one => JSON.stringify(one)))).toEqual(
          new Set(enough.map(one => JSON.stringify(one))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('offers a role that the person has in another project group', () => {
    const grant = {
      role: 'dev',
      roleTitle: 'dev',
      roleKind: 'project' as const,
      permission: PERMISSION,
      scope: 'project' as const,
    };
    const { allowed, otherRoles } = explain({
      user: USER,
      permission: PERMISSION,
      object: {
        kind: 'run',
        id: 'x',
        title: 'x',
        createdBy: null,
        project: 'vision',
      },
      known: true,
      grants: [grant],
      roles: [],
      projects: [{ project: 'ads', role: 'dev', member: USER }],
    });
    expect(allowed).toBe(false);
    expect(otherRoles).toContainEqual(
      expect.objectContaining({ role: 'dev', project: 'vision' }),
    );
  });
});
