import type { Resources } from '../language/resources';
import type { CheckedInput } from './compileInputSchema';

/** The labels of machines for training: users never choose machines themselves. */
export function selectNodes(
  { engine, project }: CheckedInput,
  { gpu }: Resources,
): Record<string, string> {
  if (!engine.images) return {};
  return {
    [gpu.count > 0 ? 'gpu' : 'cpu']: 'true',
    train: 'true',
    org: project.org ?? 'public',
    ...(gpu.type === null ? {} : { 'gpu-type': gpu.type }),
  };
}
