import { aTask, aTemplate } from '../__testUtils__/compileInput';
import { planOf, problemsOf, taskOf } from '../__testUtils__/compiled';

describe('placement on clusters', () => {
  it('chooses machines by label', () => {
    const selectorOf = (gpu: string, org: string | null = null) =>
      taskOf({
        images: true,
        project: { org },
        spec: { tasks: [aTask({ resources: { gpu } })] },
      }).nodeSelector;
    expect(selectorOf('0')).toEqual({
      cpu: 'true',
      train: 'true',
      org: 'public',
    });
    expect(selectorOf('0.5', 'ads')).toEqual({
      gpu: 'true',
      train: 'true',
      org: 'ads',
    });
    expect(selectorOf('1(v100)')).toEqual({
      gpu: 'true',
      train: 'true',
      org: 'public',
      'gpu-type': 'V100',
    });
  });

  it('takes cluster and namespace from the group', () => {
    const config = { clusters: ['a', 'b'] };
    expect(planOf({ images: true, config })).toMatchObject({
      cluster: null,
      namespace: 'mlops-vision',
    });
    expect(
      planOf({
        images: true,
        config: { ...config, namespaces: ['shared'] },
        project: { cluster: 'b', namespace: 'shared' },
      }),
    ).toMatchObject({ cluster: 'b', namespace: 'shared' });
  });

  it('refuses a namespace that is neither its own nor allowed', () => {
    expect(
      problemsOf({
        images: true,
        config: { namespaces: ['shared'] },
        project: { namespace: 'mlops-ads' },
      }),
    ).toEqual([
      {
        path: ['project'],
        message: expect.stringContaining(
          'the namespace "mlops-ads" of the project group "vision" must be mlops-vision or shared',
        ),
      },
    ]);
  });

  it('refuses an unknown cluster with those that are known', () => {
    expect(
      problemsOf({
        images: true,
        config: { clusters: ['a', 'b'] },
        project: { cluster: 'c' },
      }),
    ).toEqual([
      {
        path: ['project'],
        message: expect.stringContaining(
          'names the cluster "c", which is unknown: configured are a, b',
        ),
      },
    ]);
  });

  it('has none of it on an engine without images', () => {
    expect(planOf({ project: { cluster: 'c' } })).toMatchObject({
      cluster: null,
      namespace: null,
    });
  });

  it('hands on what a pod needs', () => {
    const hostAliases = [{ ip: '10.0.0.1', hostnames: ['db.example.org'] }];
    expect(
      taskOf({
        images: true,
        config: { pullSecrets: ['a', 'b', 'a'] },
        templates: [aTemplate({ serviceAccount: 'launcher', hostAliases })],
      }).runtime,
    ).toEqual({
      kind: 'container',
      image: 'example.org/tool:1',
      usesEntrypoint: false,
      pullSecrets: ['a', 'b'],
      serviceAccount: 'launcher',
      hostAliases,
    });
  });

  it('takes images from where the installation has them', () => {
    const demos = { prefix: 'mlops.invalid/demos:1', location: 'a.test/b:2' };
    const templates = [aTemplate({ image: 'mlops.invalid/demos:1' })];
    const task = taskOf({
      images: true,
      templates,
      config: { images: [demos] },
    });
    expect(task.runtime).toMatchObject({ image: 'a.test/b:2' });
  });

  it('says where to name an image that every installation has to have itself', () => {
    const templates = [aTemplate({ image: 'mlops.invalid/demos:1' })];
    expect(problemsOf({ images: true, templates })).toEqual([
      {
        path: ['tasks', 0, 'template'],
        message: expect.stringContaining('say which one in mlops.images'),
      },
    ]);
  });
});
