import type { MetricOrder } from './metricTable';

/** Reads an order as an address holds it: `loss`, or `-accuracy` for the largest first. */
export function parseOrder(text: string | null): MetricOrder | null {
  if (text === null || text === '' || text === '-') return null;
  const down = text.startsWith('-');
  return { metric: down ? text.slice(1) : text, down };
}

/** What a press on the name of a metric leads to: largest first, then smallest first, then as it was. */
export function nextOrder(
  order: MetricOrder | null,
  metric: string,
): string | null {
  if (order?.metric !== metric) return `-${metric}`;
  return order.down ? metric : null;
}
