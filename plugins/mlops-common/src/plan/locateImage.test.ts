import { isPlaceholderImage, locateImage } from './locateImage';

const at = (prefix: string, location: string) => ({ prefix, location });

describe('locateImage', () => {
  it.each([
    ['docker.io/library/debian:12', 'mirror.test/hub/debian:12'],
    ['docker.io/library/debian@sha256:ab', 'mirror.test/hub/debian@sha256:ab'],
    ['docker.io/other/debian:12', 'docker.io/other/debian:12'],
  ])('puts %s at %s', (image, located) => {
    const locations = [at('docker.io/library', 'mirror.test/hub')];
    expect(locateImage(image, locations)).toBe(located);
  });

  it('knows a prefix from the beginning of another name', () => {
    expect(locateImage('a.test/tools:1', [at('a.test/tool', 'b.test/x')])).toBe(
      'a.test/tools:1',
    );
  });

  it('takes the longest prefix, whatever the order', () => {
    const locations = [
      at('a.test', 'b.test'),
      at('a.test/tool:1', 'c.test/tool:2'),
      at('a.test/tool', 'd.test/tool'),
    ];
    const located = ['a.test/tool:1', 'a.test/tool:3', 'a.test/x'].map(image =>
      locateImage(image, locations),
    );
    expect(located).toEqual(['c.test/tool:2', 'd.test/tool:3', 'b.test/x']);
  });

  it('is done after one step, so that locations cannot go round in circles', () => {
    const locations = [at('a.test', 'b.test'), at('b.test', 'a.test')];
    expect(locateImage('a.test/tool', locations)).toBe('b.test/tool');
  });
});

it.each([
  ['mlops.invalid/demos:1', true],
  ['mlops.invalid:5000/demos', true],
  ['example.org/mlops.invalid/demos', false],
  ['demos.invalid', false],
])('that %s is only a placeholder: %s', (image, is) => {
  expect(isPlaceholderImage(image)).toBe(is);
});
