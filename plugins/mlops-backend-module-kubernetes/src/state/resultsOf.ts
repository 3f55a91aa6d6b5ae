import type { WorkflowNode } from './WorkflowStatus';

/** Bytes of `outputs.json` and of `metrics.json` that travel with the state. */
const MOST_BYTES = 65_536;

export interface Results {
  values: Record<string, unknown>;
  metrics: Record<string, number>;
  /** Why they cannot be taken, or `null`. */
  problem: string | null;
}

/**
 * Values and metrics that an attempt has left. More than what travels is an error: Argo itself would keep the last
 * 256 kB of it and say nothing.
 */
export function resultsOf({ outputs }: WorkflowNode): Results {
  const values = read(outputs, 'values', 'outputs.json');
  const metrics = read(outputs, 'metrics', 'metrics.json');
  const wrong = Object.entries(metrics.entries).find(
    ([, value]) => typeof value !== 'number' || !Number.isFinite(value),
  );
  const problem =
    values.problem ??
    metrics.problem ??
    (wrong ? `metrics.json: "${wrong[0]}" is not a number` : null);
  return problem === null
    ? {
        values: values.entries,
        metrics: Object.fromEntries(
          Object.entries(metrics.entries).map(([name, value]) => [
            name,
            Number(value),
          ]),
        ),
        problem,
      }
    : { values: {}, metrics: {}, problem };
}

function read(
  outputs: WorkflowNode['outputs'],
  name: string,
  file: string,
): { entries: Record<string, unknown>; problem: string | null } {
  const text =
    outputs?.parameters?.find(one => one.name === name)?.value ?? '{}';
  const refuse = (problem: string) => ({ entries: {}, problem });
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    return refuse(`${file} is larger than ${MOST_BYTES} bytes`);
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { entries: { ...value }, problem: null }
      : refuse(`${file} is no JSON object`);
  } catch {
    return refuse(`${file} is no JSON`);
  }
}
