import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { PROJECTS_CHANGED_TOPIC } from '@mlops/plugin-mlops-common';
import { PortalMembers } from './PortalMembers';
import { ProjectGroupProvider } from './ProjectGroupProvider';

const project = (name: string, source: 'catalog' | 'portal') => ({
  name,
  title: name,
  description: null,
  source,
  entityRef: `group:default/${name}`,
});

async function connected(
  answers: Record<string, { items: unknown[]; nextCursor: string | null }>,
) {
  const asked: Array<{ path: string; authorization: string | null }> = [];
  const mutations: EntityProviderMutation[] = [];
  const refreshed: string[] = [];
  const events = mockServices.events.mock();
  const provider = new ProjectGroupProvider({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    events,
    members: new PortalMembers(),
    runner: { run: async task => task.fn(new AbortController().signal) },
    fetch: async (url, init) => {
      const { pathname, searchParams } = new URL(String(url));
      const path = pathname.replace('/api/mlops', '');
      const cursor = searchParams.get('cursor') ?? '';
      asked.push({
        path: `${path}${cursor && `?${cursor}`}`,
        authorization: new Headers(init?.headers).get('authorization'),
      });
      return Response.json(answers[`${path}${cursor && `?${cursor}`}`]);
    },
  });
  await provider.connect({
    applyMutation: async mutation => void mutations.push(mutation),
    refresh: async ({ keys }) => void refreshed.push(...(keys ?? [])),
  });
  return { asked, mutations, events, refreshed };
}

const groups = {
  '/projects': {
    items: [project('public', 'portal'), project('vision', 'catalog')],
    nextCursor: 'more',
  },
  '/projects?more': { items: [project('speech', 'portal')], nextCursor: null },
  '/projects/vision/members': {
    items: [
      { member: 'user:default/alice', source: 'catalog' },
      { member: 'user:default/bob', source: 'portal' },
    ],
    nextCursor: null,
  },
  '/projects/speech/members': {
    items: [
      { member: 'user:default/alice' },
      { member: 'group:default/others' },
      { member: 'external:ci' },
    ],
    nextCursor: null,
  },
};

describe('ProjectGroupProvider', () => {
  it('brings every group made in the portal with its people, and leaves those of the catalog alone', async () => {
    const { asked, mutations } = await connected(groups);
    expect(asked.map(({ path }) => path)).toEqual([
      '/projects',
      '/projects?more',
      '/projects/vision/members',
      '/projects/speech/members',
    ]);
    expect(asked[0].authorization).toMatch(/^Bearer ./);
    expect(mutations).toMatchObject([
      {
        type: 'full',
        entities: [
          { entity: { metadata: { name: 'public' }, spec: { members: [] } } },
          {
            entity: {
              kind: 'Group',
              metadata: { name: 'speech' },
              spec: { members: ['user:default/alice'] },
            },
          },
        ],
      },
    ]);
  });

  it('has a group from Git processed again when the portal changed its members', async () => {
    const { events, refreshed } = await connected(groups);
    expect(refreshed).toEqual(['mlops-project-members:vision']);
    const [{ onEvent }] = events.subscribe.mock.calls[0];
    await onEvent({ topic: PROJECTS_CHANGED_TOPIC, eventPayload: {} });
    expect(refreshed).toHaveLength(1);
  });

  it('looks again when it hears of a change', async () => {
    const { mutations, events } = await connected(groups);
    const [{ topics, onEvent }] = events.subscribe.mock.calls[0];
    expect(topics).toEqual([PROJECTS_CHANGED_TOPIC]);
    await onEvent({ topic: PROJECTS_CHANGED_TOPIC, eventPayload: {} });
    expect(mutations).toHaveLength(2);
  });
});
