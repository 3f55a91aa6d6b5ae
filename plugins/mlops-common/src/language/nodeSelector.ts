import type { Parsed } from './Parsed';
import { isLabelKey, isLabelValue } from './kubernetesNames';
import { problemAt } from './problemAt';
import { splitEntries } from './splitEntries';

/**
 * Reads labels that a machine must carry: `gpu=true,example.org/zone=b`, by the rules of Kubernetes for
 * the names and values of labels. The same label twice is refused.
 *
 * @public
 */
export function parseNodeSelector(
  text: string,
): Parsed<Record<string, string>> {
  const labels = new Map<string, string>();
  for (const entry of splitEntries(text)) {
    const equals = entry.text.indexOf('=');
    if (equals === -1) {
      return problemAt(
        entry.position,
        `"${entry.text}" is not a label: write name=value`,
      );
    }
    const key = entry.text.slice(0, equals).trimEnd();
    const value = entry.text.slice(equals + 1).trimStart();
    if (!isLabelKey(key)) {
      return problemAt(
        entry.position,
        `"${key}" is not the name of a label: at most 63 letters, digits, dashes, underscores and dots, after an optional domain and "/"`,
      );
    }
    if (!isLabelValue(value)) {
      return problemAt(
        entry.position + equals,
        `"${value}" is not the value of a label: at most 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends`,
      );
    }
    if (labels.has(key)) {
      return problemAt(entry.position, `the label "${key}" is set twice`);
    }
    labels.set(key, value);
  }
  return { ok: true, value: Object.fromEntries(labels) };
}

/** Writes what `parseNodeSelector` reads. @public */
export function formatNodeSelector(
  labels: Readonly<Record<string, string>>,
): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
