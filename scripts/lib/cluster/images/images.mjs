import { SERVICES } from '../topology.mjs';
import { pins } from '../build/pins.mjs';

/**
 * The images of the testbed: of which layers, with which settings, in which registry. `layers`
 * names those of `layerRecipes`, the lowest first.
 */
export const IMAGES = [
  {
    name: 'pause',
    tag: '1',
    layers: ['pause'],
    settings: { entrypoint: ['/pause'] },
  },
  // Argo's executors.
  ...Object.entries(pins.argo).map(([name, { version }]) => ({
    name,
    tag: version,
    layers: [name],
    settings: { entrypoint: ['argoexec'] },
  })),
  {
    name: 'busybox',
    tag: '1',
    layers: ['busybox'],
    settings: { command: ['sh'] },
  },
  {
    name: 'python',
    tag: '1',
    layers: ['python'],
    settings: { command: ['python3'] },
  },
  {
    name: 'scikit-learn',
    tag: '1',
    layers: ['python', 'scikit-learn'],
    settings: { command: ['python3'] },
  },
  {
    // As deploy/demos makes it: its user is not root.
    name: 'demos',
    tag: '1',
    layers: ['python', 'scikit-learn'],
    settings: { command: ['python'], user: '1000:1000' },
  },
  {
    name: 'private',
    tag: '1',
    layers: ['busybox', 'private'],
    settings: { command: ['sh'] },
    isPrivate: true,
  },
];

/** What a pod calls an image by. */
export function reference(name) {
  const { tag, isPrivate } = IMAGES.find(image => image.name === name);
  const host = isPrivate ? SERVICES.privateRegistry : SERVICES.openRegistry;
  return `${host}/${name}:${tag}`;
}
