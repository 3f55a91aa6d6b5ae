import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { ProjectGroupProvider } from './ProjectGroupProvider';

const project = (name: string, source: 'catalog' | 'portal') => ({
  name,
  title: name,
  description: null,
  source,
  entityRef: `group:default/${name}`,
});

async function mutationsFor(
  pages: Record<string, { items: unknown[]; nextCursor: string | null }>,
) {
  const asked: Array<{ cursor: string; authorization: string | null }> = [];
  const mutations: EntityProviderMutation[] = [];
  const provider = new ProjectGroupProvider({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    runner: { run: async task => task.fn(new AbortController().signal) },
    fetch: async (url, init) => {
      const cursor = new URL(String(url)).searchParams.get('cursor') ?? '';
      asked.push({
        cursor,
        authorization: new Headers(init?.headers).get('authorization'),
      });
      return Response.json(pages[cursor]);
    },
  });
  await provider.connect({
    applyMutation: async mutation => void mutations.push(mutation),
    refresh: async () => {},
  });
  return { asked, mutations };
}

describe('ProjectGroupProvider', () => {
  it('brings every group made in the portal, over all pages, and leaves those of the catalog alone', async () => {
    const { asked, mutations } = await mutationsFor({
      '': {
        items: [project('public', 'portal'), project('vision', 'catalog')],
        nextCursor: 'more',
      },
      more: { items: [project('speech', 'portal')], nextCursor: null },
    });
    expect(asked.map(({ cursor }) => cursor)).toEqual(['', 'more']);
    expect(asked[0].authorization).toMatch(/^Bearer ./);
    expect(mutations).toMatchObject([
      {
        type: 'full',
        entities: [
          { entity: { kind: 'Group', metadata: { name: 'public' } } },
          { entity: { kind: 'Group', metadata: { name: 'speech' } } },
        ],
      },
    ]);
  });
});
