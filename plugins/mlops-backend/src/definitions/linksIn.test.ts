import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { linksIn } from './linksIn';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gerrit: [
        { host: 'gerrit.example', gitilesBaseUrl: 'https://gerrit.example/g' },
      ],
      gitea: [{ host: 'gitea.example' }],
      gitlab: [
        { host: 'gitlab.example', apiBaseUrl: 'https://gitlab.example' },
      ],
      bitbucketServer: [
        { host: 'bb.example', apiBaseUrl: 'https://bb.example/rest' },
      ],
    },
  }),
);

const FILE = 'digits/pipeline.yaml';
const links = (url: string | undefined, path = FILE) =>
  linksIn(url, path, integrations);

describe('linksIn', () => {
  it('has none without an address of the folder', () => {
    expect(links(undefined)).toEqual({ viewUrl: null, editUrl: null });
  });

  it.each([
    [
      'https://github.com/acme/ml/tree/main/definitions',
      'https://github.com/acme/ml/tree/main/definitions/digits/pipeline.yaml',
      'https://github.com/acme/ml/edit/main/definitions/digits/pipeline.yaml',
    ],
    [
      'https://gitlab.example/acme/ml/-/tree/main/definitions/',
      'https://gitlab.example/acme/ml/-/tree/main/definitions/digits/pipeline.yaml',
      'https://gitlab.example/acme/ml/-/edit/main/definitions/digits/pipeline.yaml',
    ],
    [
      'https://gitea.example/acme/ml/src/branch/main/definitions',
      'https://gitea.example/acme/ml/src/branch/main/definitions/digits/pipeline.yaml',
      'https://gitea.example/acme/ml/_edit/main/definitions/digits/pipeline.yaml',
    ],
    [
      'https://bb.example/projects/ACME/repos/ml/browse/definitions?at=main',
      'https://bb.example/projects/ACME/repos/ml/browse/definitions/digits/pipeline.yaml?at=main',
      'https://bb.example/projects/ACME/repos/ml/browse/definitions/digits/pipeline.yaml',
    ],
    [
      'https://dev.azure.com/acme/ml/_git/ml?path=%2Fdefinitions&version=GBmain',
      'https://dev.azure.com/acme/ml/_git/ml?path=%2Fdefinitions%2Fdigits%2Fpipeline.yaml&version=GBmain',
      'https://dev.azure.com/acme/ml/_git/ml?path=%2Fdefinitions%2Fdigits%2Fpipeline.yaml&version=GBmain',
    ],
  ])('finds files below %s', (url, viewUrl, editUrl) => {
    expect(links(url)).toEqual({ viewUrl, editUrl });
  });

  it('shows files of a host that it knows nothing of, and changes none', () => {
    expect(links('https://git.example/ml?ref=main')).toEqual({
      viewUrl: `https://git.example/ml/${FILE}?ref=main`,
      editUrl: null,
    });
  });

  it('changes no file of a commit', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const url = `https://github.com/acme/ml/tree/${commit}/definitions`;
    expect(links(url)).toEqual({ viewUrl: `${url}/${FILE}`, editUrl: null });
  });

  it('stays in the folder whatever a file is called', () => {
    const url = 'https://github.com/acme/ml/tree/main/definitions';
    expect(links(url, 'data:alert(1)/a #1?.yaml').viewUrl).toBe(
      `${url}/data%3Aalert(1)/a%20%231%3F.yaml`,
    );
  });

  it('names an address at which its host has no folders', () => {
    expect(() => links('https://gerrit.example/acme')).toThrow(
      /https:\/\/gerrit\.example\/acme in mlops\.definitions is none of a folder in gerrit/,
    );
  });
});
