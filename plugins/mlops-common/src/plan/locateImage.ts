/**
 * Where an installation has images. A prefix is a whole name or ends before one of `/`, `:` and `@`; what stands
 * behind it stays. Words and rule are those of `registries.conf` of containers. @public
 */
export interface ImageLocation {
  /** For example `docker.io/library`, or all of `mlops.invalid/demos:1`. */
  prefix: string;
  /** What stands in its place, for example `registry.example.com/mirror`. */
  location: string;
}

/** The image as the installation has it: the longest prefix that fits counts, once. */
export function locateImage(
  image: string,
  locations: readonly ImageLocation[],
): string {
  const [nearest] = locations
    .filter(({ prefix }) => beginsWith(image, prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return nearest
    ? nearest.location + image.slice(nearest.prefix.length)
    : image;
}

/** Whether nobody can have published it: that top-level domain is reserved for names that lead nowhere (RFC 2606). */
export function isPlaceholderImage(image: string): boolean {
  return /^[^/]+\.invalid(:\d+)?\//.test(image);
}

function beginsWith(image: string, prefix: string): boolean {
  return (
    image.startsWith(prefix) &&
    (image.length === prefix.length || '/:@'.includes(image[prefix.length]))
  );
}
