import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { readProjectGroup } from './readProjectGroup';

const TRUSTED = ['url:https://git.example/team', 'file:'];

function aGroup(
  metadata: Partial<Entity['metadata']> = {},
  part: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'vision',
      namespace: 'default',
      ...metadata,
      annotations: {
        'backstage.io/managed-by-origin-location':
          'url:https://git.example/team/org.yaml',
        ...metadata.annotations,
      },
    },
    spec: { type: 'mlops-project', children: [] },
    ...part,
  };
}

const read = (group: Entity, ...users: Entity[]) =>
  readProjectGroup(
    group,
    TRUSTED,
    new Map(users.map(user => [stringifyEntityRef(user), user])),
  );

/** What somebody says of themselves, from a location that is trusted or not. */
function aUser(name: string, memberOf: unknown, origin: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      annotations: { 'backstage.io/managed-by-origin-location': origin },
    },
    spec: { memberOf: memberOf as string[] },
  };
}

const hasMember = (...names: string[]) => ({
  relations: names.map(name => ({
    type: 'hasMember',
    targetRef: `user:default/${name}`,
  })),
});

describe('a group is no project group', () => {
  it.each([
    ['url:https://git.example/team-evil/org.yaml'],
    ['url:https://git.example/teams.yaml'],
    ['url:https://evil.example/?url:https://git.example/team/'],
    [''],
  ])('when it comes from %j', origin => {
    const annotations = { 'backstage.io/managed-by-origin-location': origin };
    expect(read(aGroup({ annotations }))).toHaveProperty('problem');
  });

  it.each(['Vision', 'VISION', 'vision_', 'viſion', 'v'.repeat(64)])(
    'when it is called %s',
    name => {
      expect(read(aGroup({ name }))).toHaveProperty('problem');
    },
  );

  it('when it is in another namespace', () => {
    expect(read(aGroup({ namespace: 'elsewhere' }))).toHaveProperty('problem');
  });

  it('when nothing is trusted', () => {
    expect(readProjectGroup(aGroup(), [''], new Map())).toHaveProperty(
      'problem',
    );
  });
});

describe('a project group', () => {
  it('has the direct members that the catalog relates, and no groups inside of it', () => {
    const relations = [
      { type: 'hasMember', targetRef: 'user:default/alice' },
      { type: 'hasMember', targetRef: 'User:default/Alice' },
      { type: 'hasMember', targetRef: 'group:default/everybody' },
      { type: 'parentOf', targetRef: 'group:default/vision' },
      { type: 'ownerOf', targetRef: 'user:default/mallory' },
    ];
    const spec = { members: ['Alice', 'user:default/nobody', 7, 'a:b:c'] };
    expect(read(aGroup({}, { relations, spec }))).toMatchObject({
      members: [{ member: 'user:default/alice', role: 'dev' }],
    });
  });

  it('takes the word of people from a trusted location, and of nobody else', () => {
    const group = aGroup({}, hasMember('alice', 'bob', 'carol', 'mallory'));
    expect(
      read(
        group,
        aUser('alice', ['vision'], 'file:/org.yaml'),
        aUser('bob', ['ads', 'group:elsewhere/vision'], 'file:/org.yaml'),
        aUser('carol', 'vision', 'file:/org.yaml'),
        aUser('mallory', ['vision'], 'url:https://evil.example/me.yaml'),
      ),
    ).toMatchObject({
      members: [{ member: 'user:default/alice', role: 'dev' }],
    });
  });

  it('has creators only among its members', () => {
    const members = ['alice', 'bob', 'carol'];
    const part = { ...hasMember(...members), spec: { members } };
    const annotations = {
      'mlops/creators': 'Alice, user:default/mallory',
      'mlops/ops': 'bob,,',
    };
    expect(read(aGroup({ annotations }, part))).toMatchObject({
      members: [
        { member: 'user:default/alice', role: 'creator' },
        { member: 'user:default/bob', role: 'ops' },
        { member: 'user:default/carol', role: 'dev' },
      ],
    });
  });

  it('is linked to where people can look at it, and to nothing else', () => {
    const urlOf = (url: string) =>
      read(aGroup({ annotations: { 'backstage.io/view-url': url } }));
    expect(urlOf('https://git.example/team/org.yaml')).toMatchObject({
      sourceUrl: 'https://git.example/team/org.yaml',
    });
    expect(urlOf('ftp://git.example/org.yaml')).toMatchObject({
      sourceUrl: null,
    });
  });
});
