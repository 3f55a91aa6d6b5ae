import { ConfigReader } from '@backstage/config';
import { readPrivileged } from './readPrivileged';

const read = (privileged: string[]) =>
  readPrivileged(new ConfigReader({ mlops: { privileged } }));

describe('mlops.privileged', () => {
  it('is nothing where nothing is said', () => {
    expect(readPrivileged(new ConfigReader({}))).toEqual([]);
  });

  it('names versions of templates', () => {
    const versions = ['image-builder@1.0.0', 'gpu-burn@2026-11-26'];
    expect(read(versions)).toEqual(versions);
  });

  it.each(['image-builder', 'image-builder@', '@1', 'a@1@2', 'A@1', '*@*'])(
    'refuses %j, which is not one version',
    entry => {
      expect(() => read([entry])).toThrow(
        `mlops.privileged: "${entry}" is not one version of a job template`,
      );
    },
  );
});
