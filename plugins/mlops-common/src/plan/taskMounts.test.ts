import {
  aTask,
  aTemplate,
  type InputParts,
} from '../__testUtils__/compileInput';
import { problemsOf, taskOf } from '../__testUtils__/compiled';

describe('mounts', () => {
  const mountsOf = (parts: InputParts) => taskOf(parts).mounts;

  it('are those of the group, the template and the task, identical ones once', () => {
    expect(
      mountsOf({
        project: { volumeMount: 'work(pvc):/mnt' },
        templates: [
          aTemplate({ mounts: '4G(memory):/dev/shm, work(pvc):/mnt' }),
        ],
        spec: { tasks: [aTask({ mounts: 'kube(configmap):/root/.kube' })] },
      }).map(({ path }) => path),
    ).toEqual(['/mnt', '/dev/shm', '/root/.kube']);
  });

  it.each([
    ['user:default/Ann', 'ann'],
    ['user:guests/ann', '~guests~ann'],
    [null, '~vision'],
    ['../../etc', '~vision'],
    ['user:default/..', '~vision'],
    ['external:ann', '~vision'],
  ])('show %s the folder %s of a volume', (createdBy, folder) => {
    expect(
      mountsOf({
        run: { createdBy },
        spec: { tasks: [aTask({ mounts: 'a(pvc):/a, b/sub(pvc):/b' })] },
      }),
    ).toEqual([
      { kind: 'pvc', claim: 'a', path: '/a', subPath: folder },
      { kind: 'pvc', claim: 'b', path: '/b', subPath: `${folder}/sub` },
    ]);
  });

  it.each([
    ['mlops-artifacts(secret):/a', 'the platform'],
    ['mlops-executor.service-account-token(secret):/a', 'the platform'],
    ['mlops-0101-load(configmap):/a', 'the platform'],
    ['registry(secret):/a', 'pulls images'],
  ])('of %s are refused, from wherever they come', (mounts, why) => {
    const config = { pullSecrets: ['registry'] };
    for (const parts of [
      { spec: { tasks: [aTask({ mounts })] } },
      { templates: [aTemplate({ mounts })] },
      { project: { volumeMount: mounts } },
    ]) {
      expect(problemsOf({ config, ...parts })[0].message).toContain(why);
    }
  });

  it('may be secrets and config maps of the group, whatever a config map is called', () => {
    const config = { pullSecrets: ['registry'] };
    const mounts = 'own(secret):/a, registry(configmap):/b';
    expect(
      problemsOf({ config, spec: { tasks: [aTask({ mounts })] } }),
    ).toEqual([]);
  });

  it('may be folders of the machine where the configuration allows it', () => {
    const hostPaths = ['/data/'];
    const mounts = (text: string) => ({
      config: { hostPaths },
      spec: { tasks: [aTask({ mounts: text })] },
    });
    expect(
      problemsOf(mounts('/data(hostpath):/a, /data//x(hostpath):/b')),
    ).toEqual([]);
    for (const path of [
      '/database',
      '/',
      '/data/../etc',
      '/etc',
      '/var/run/docker.sock',
    ]) {
      expect(problemsOf(mounts(`${path}(hostpath):/a`))).toHaveLength(1);
    }
    expect(problemsOf(mounts('/etc(hostpath):/a'))[0].message).toContain(
      'allowed are /data/',
    );
    expect(
      problemsOf({ spec: { tasks: [aTask({ mounts: '/a(hostpath):/a' })] } })[0]
        .message,
    ).toContain('none may be');
  });

  it.each([
    [
      {
        project: { volumeMount: 'a(pvc):/mnt' },
        spec: { tasks: [aTask({ mounts: 'b(pvc):/mnt/' })] },
      },
      ['tasks', 0, 'mounts'],
      '"/mnt" is already taken by a(pvc):/mnt',
    ],
    [
      { project: { volumeMount: 'x' } },
      ['project'],
      'mounts of the project group "vision"',
    ],
    [
      { templates: [aTemplate({ mounts: 'x' })] },
      ['tasks', 0, 'template'],
      'mounts: "x" is not a mount',
    ],
    [
      { spec: { tasks: [aTask({ mounts: 'a(pvc):/x, b/../c(pvc):/y' })] } },
      ['tasks', 0, 'mounts'],
      'write the path it leads to (at character 14)',
    ],
  ])('refuse %j', (parts, path, message) => {
    expect(problemsOf(parts)).toEqual([
      { path, message: expect.stringContaining(message) },
    ]);
  });
});
