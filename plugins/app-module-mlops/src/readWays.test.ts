import { mockApis } from '@backstage/frontend-test-utils';
import { readWays } from './readWays';

const ways = (signIn: object) =>
  readWays(mockApis.config({ data: { mlops: { signIn } } }));

describe('readWays', () => {
  it('offers guest, and demo accounts where there are some', () => {
    expect(ways({}).map(({ kind }) => kind)).toEqual(['guest']);
    expect(
      ways({ demoAccounts: ['user:default/alice'] }).map(({ kind }) => kind),
    ).toEqual(['guest', 'demo']);
  });

  it('takes any provider by its name alone', () => {
    expect(
      ways({
        providers: [
          { id: 'oidc', title: 'Company account' },
          { id: 'oauth2Proxy', kind: 'proxied' },
          { id: 'demo' },
        ],
      }),
    ).toEqual([
      { id: 'oidc', title: 'Company account', kind: 'oauth' },
      { id: 'oauth2Proxy', title: 'oauth2Proxy', kind: 'proxied' },
      { id: 'demo', title: 'demo', kind: 'demo' },
    ]);
  });
});
