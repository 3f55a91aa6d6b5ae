import { ConfigReader } from '@backstage/config';
import { readImages } from './readImages';

const read = (images: unknown) =>
  readImages(new ConfigReader({ mlops: { images } } as object));

const at = (prefix: string, location: string) => ({ prefix, location });

describe('mlops.images', () => {
  it('are none where nothing is said', () => {
    expect(readImages(new ConfigReader({}))).toEqual([]);
  });

  it('are read as they are written', () => {
    const images = [at('mlops.invalid/demos:1', '10.0.0.1:5000/demos:2')];
    expect(read(images)).toEqual(images);
  });

  it.each(['https://a.test/x', 'a.test/', '', 'a b', '-x'])(
    'refuse the location %j, and say how to write it',
    location => {
      expect(() => read([at('a.test', location)])).toThrow(/location|empty/);
    },
  );

  it('refuse a prefix that stands there twice', () => {
    expect(() => read([at('a', 'b'), at('a', 'c')])).toThrow(
      'mlops.images names the prefix "a" twice',
    );
  });
});
