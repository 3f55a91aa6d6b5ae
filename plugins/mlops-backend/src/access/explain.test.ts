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
});
