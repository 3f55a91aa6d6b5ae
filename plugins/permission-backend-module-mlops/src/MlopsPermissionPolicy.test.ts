import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { taskReadPermission } from '@backstage/plugin-scaffolder-common/alpha';
import {
  anywhere,
  runReadPermission,
  type SubjectAccess,
} from '@mlops/plugin-mlops-common';
import { MlopsPermissionPolicy } from './MlopsPermissionPolicy';

function aUser(): PolicyQueryUser {
  const userEntityRef = 'user:default/alice';
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
  } as PolicyQueryUser;
}

function policyThatHears(part: Partial<SubjectAccess>) {
  const ask = jest.fn(async () => ({
    isAdministrator: false,
    access: {},
    visibleGroups: [],
    ...part,
  }));
  const logger = mockServices.logger.mock();
  return { ask, logger, policy: new MlopsPermissionPolicy({ ask, logger }) };
}

const inVision = {
  rule: 'IN_PROJECT' as const,
  params: { projects: ['vision'] },
};

describe('MlopsPermissionPolicy', () => {
  it('denies everything to nobody', async () => {
    const { policy, ask } = policyThatHears({ isAdministrator: true });
    expect(await policy.handle({ permission: runReadPermission })).toEqual({
      result: AuthorizeResult.DENY,
    });
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    'kubernetes.proxy',
    'catalog.location.create',
    'mlops.role.update',
    'some.plugin.that.came.later',
  ])('denies %s to whom it was not granted', async name => {
    const { policy } = policyThatHears({
      access: { 'mlops.run.read': true, 'catalog.entity.read': true },
    });
    const permission = createPermission({ name, attributes: {} });
    expect(await policy.handle({ permission }, aUser())).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('lets an administrator do what no role knows', async () => {
    const { policy } = policyThatHears({ isAdministrator: true });
    const permission = createPermission({ name: 'later.on', attributes: {} });
    expect(await policy.handle({ permission }, aUser())).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('lets whom it was granted use the permission of another plugin', async () => {
    const { policy } = policyThatHears({
      access: { 'catalog.location.create': true },
    });
    expect(
      await policy.handle(
        { permission: catalogLocationCreatePermission },
        aUser(),
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('hands on where something may be done as conditions', async () => {
    const criteria = { anyOf: [inVision, { not: { allOf: [inVision] } }] };
    const { policy } = policyThatHears({
      access: { 'mlops.run.read': criteria },
    });
    const leaf = { resourceType: 'mlops-run', ...inVision };
    expect(
      await policy.handle({ permission: runReadPermission }, aUser()),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'mlops',
      resourceType: 'mlops-run',
      conditions: { anyOf: [leaf, { not: { allOf: [leaf] } }] },
    });
  });

  it('says of a permission in general whether it may be used anywhere', async () => {
    const { policy } = policyThatHears({
      access: { 'mlops.run.read': inVision },
    });
    expect(
      await policy.handle({ permission: anywhere(runReadPermission) }, aUser()),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('shows pipelines in the catalog only to those who may see them', async () => {
    const { policy } = policyThatHears({
      access: { 'catalog.entity.read': true },
      visibleGroups: ['group:default/vision'],
    });
    expect(
      await policy.handle({ permission: catalogEntityReadPermission }, aUser()),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      conditions: {
        anyOf: [
          {
            not: {
              rule: 'HAS_ANNOTATION',
              params: { annotation: 'mlops/pipeline-id' },
            },
          },
          {
            rule: 'IS_ENTITY_OWNER',
            params: { claims: ['group:default/vision'] },
          },
        ],
      },
    });
  });

  it('shows people the software templates that they started, and no others', async () => {
    const { policy } = policyThatHears({
      access: { 'scaffolder.task.read': true },
    });
    expect(
      await policy.handle({ permission: taskReadPermission }, aUser()),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { params: { createdBy: ['user:default/alice'] } },
    });
  });

  it('lets nobody do anything while the suite does not answer, and says so instead of no', async () => {
    const { policy, ask, logger } = policyThatHears({ isAdministrator: true });
    ask.mockRejectedValueOnce(new Error('refused'));
    await expect(
      policy.handle({ permission: runReadPermission }, aUser()),
    ).rejects.toThrow(ServiceUnavailableError);
    expect(logger.warn.mock.calls.join()).toContain('refused');
  });

  it('asks once for all permissions of a request, and anew for the next one', async () => {
    const { policy, ask } = policyThatHears({});
    const first = aUser();
    await Promise.all([
      policy.handle({ permission: runReadPermission }, first),
      policy.handle({ permission: catalogEntityReadPermission }, first),
    ]);
    expect(ask).toHaveBeenCalledTimes(1);
    await policy.handle({ permission: runReadPermission }, aUser());
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
