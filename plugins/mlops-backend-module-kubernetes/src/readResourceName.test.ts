import { readResourceName } from './readResourceName';

describe('readResourceName', () => {
  it.each([
    ['jobs.v1.batch', '/apis/batch/v1/jobs'],
    ['pytorchjobs.v1.kubeflow.org', '/apis/kubeflow.org/v1/pytorchjobs'],
    ['services.v1', '/api/v1/services'],
    ['things.v1beta1.example.org', '/apis/example.org/v1beta1/things'],
  ])('finds %s', (title, path) => {
    expect(readResourceName(title)).toEqual({ title, path });
  });

  it.each(['jobs', 'Job.v1.batch', 'jobs.batch', 'jobs.v1.batch/../x', ''])(
    'refuses "%s"',
    title => {
      expect(() => readResourceName(title)).toThrow('no kind of objects');
    },
  );
});
