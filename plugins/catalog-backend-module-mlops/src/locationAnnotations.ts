import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';

/** Where entities of the suite say they come from, for example `mlops:projects`. */
export function locationAnnotations(
  part: 'projects' | 'definitions' | 'users',
): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `mlops:${part}`,
    [ANNOTATION_ORIGIN_LOCATION]: `mlops:${part}`,
  };
}
