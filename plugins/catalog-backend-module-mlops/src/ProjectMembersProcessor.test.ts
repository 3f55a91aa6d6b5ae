import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { PortalMembers } from './PortalMembers';
import { ProjectMembersProcessor } from './ProjectMembersProcessor';

function group(origin: string, more: Partial<Entity['metadata']> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'vision',
      annotations: { 'backstage.io/managed-by-origin-location': origin },
      ...more,
    },
    spec: { type: 'mlops-project', children: [] },
  };
}

async function emitted(entity: Entity): Promise<CatalogProcessorResult[]> {
  const members = new PortalMembers();
  members.set(new Map([['vision', ['user:default/bob']]]));
  const results: CatalogProcessorResult[] = [];
  await new ProjectMembersProcessor(members).postProcessEntity(
    entity,
    undefined,
    result => results.push(result),
  );
  return results;
}

describe('ProjectMembersProcessor', () => {
  it('relates whom the portal added to a group from Git, both ways', async () => {
    const vision = { kind: 'group', namespace: 'default', name: 'vision' };
    const bob = { kind: 'user', namespace: 'default', name: 'bob' };
    expect(await emitted(group('url:https://git.example/org.yaml'))).toEqual([
      { type: 'refresh', key: 'mlops-project-members:vision' },
      {
        type: 'relation',
        relation: { source: vision, target: bob, type: 'hasMember' },
      },
      {
        type: 'relation',
        relation: { source: bob, target: vision, type: 'memberOf' },
      },
    ]);
  });

  it('leaves alone what the portal brings itself, and groups that only share the name', async () => {
    expect(await emitted(group('mlops:projects'))).toEqual([]);
    expect(
      await emitted(group('url:https://git.example/', { namespace: 'other' })),
    ).toEqual([]);
    const team = group('url:https://git.example/');
    expect(await emitted({ ...team, spec: { type: 'team' } })).toEqual([]);
  });
});

describe('PortalMembers', () => {
  it('tells whose members are others than before', () => {
    const members = new PortalMembers();
    expect(
      members.set(
        new Map([
          ['a', ['x']],
          ['b', []],
        ]),
      ),
    ).toEqual(['a']);
    expect(
      members.set(
        new Map([
          ['a', ['x']],
          ['b', ['y']],
        ]),
      ),
    ).toEqual(['b']);
    expect(members.set(new Map([['b', ['y']]]))).toEqual(['a']);
  });
});
