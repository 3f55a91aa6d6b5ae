import { imageDocuments } from './imageDocuments.mjs';
import { IMAGES } from './images.mjs';
import { pushImage } from './pushImage.mjs';

/**
 * Fills the registries of the testbed.
 *
 * @param layers - as `buildLayers` gives them
 * @param registries - `{ open, locked }`, each as `pushImage` takes it
 */
export async function pushImages(layers, { open, locked }) {
  for (const { name, tag, layers: names, settings, isPrivate } of IMAGES) {
    const own = names.map(layer => layers[layer]);
    const image = { name, tag, layers: own, ...imageDocuments(own, settings) };
    await pushImage(image, isPrivate ? locked : open);
  }
}
