import { ConfigReader } from '@backstage/config';
import { readDefinitionFolders } from './readDefinitionFolders';

const read = (url: string) =>
  readDefinitionFolders(
    new ConfigReader({ definitions: [{ path: '.' }, { path: 'ml', url }] }),
  );

describe('readDefinitionFolders', () => {
  it('knows no address where none is configured', () => {
    expect(readDefinitionFolders(undefined)).toEqual([]);
    expect(read('https://git.example/ml')).toEqual([
      { path: '.', url: undefined },
      { path: 'ml', url: 'https://git.example/ml' },
    ]);
  });

  it.each([
    'ftp://git.example/ml',
    'data:text/html,x',
    'file:///etc',
    'ssh://git@git.example/ml.git',
    'git@git.example:acme/ml.git',
    '/definitions',
  ])('refuses %s, and names the key', url => {
    expect(() => read(url)).toThrow(
      /mlops\.definitions\[1\]\.url must be .* https:\/\//,
    );
  });

  it.each(['https://me:s3cret@git.example/ml', 'https://s3cret@git.example/'])(
    'refuses the secret in %s without telling it',
    url => {
      expect(() => read(url)).toThrow(/must not hold a user name/);
      expect(() => read(url)).not.toThrow(/s3cret/);
    },
  );
});
