import { ConfigReader } from '@backstage/config';
import { readPullSecrets } from './readPullSecrets';

describe('readPullSecrets', () => {
  const read = (pullSecrets: unknown) =>
    readPullSecrets(new ConfigReader({ mlops: { pullSecrets } } as never));
  const team = {
    name: 'team',
    registry: 'registry.example:5000',
    username: 'reader',
    password: 'a',
  };

  it('reads those that say what they hold; others are made by somebody else', () => {
    expect(readPullSecrets(new ConfigReader({}))).toEqual([]);
    expect(read([])).toEqual([]);
    expect(read(['theirs', 'another'])).toEqual([]);
    expect(read([team])).toEqual([team]);
  });

  it.each([
    [[{ ...team, name: 'mlops-artifacts' }], 'mlops-artifacts'],
    [[{ ...team, name: 'A B' }], 'A B'],
    [[{ ...team, registry: 'https://registry.example/x' }], 'is no registry'],
    [[team, team], '"team" twice'],
    [[{ ...team, password: '' }], 'password'],
  ])('refuses %j', (entries, words) => {
    expect(() => read(entries)).toThrow(words);
  });
});
