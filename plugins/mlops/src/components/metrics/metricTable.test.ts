import { aTask } from '../../__testUtils__/factories';
import { nextOrder, parseOrder } from './metricOrder';
import { comparableMetrics, metricTable } from './metricTable';

const svc = aTask({ name: 'svc', metrics: { accuracy: 0.98, epochs: 3 } });
const tree = aTask({ name: 'tree', metrics: { accuracy: 0.49 } });
const broken = aTask({ name: 'broken', metrics: { accuracy: NaN } });

describe('metricTable', () => {
  it('has a row a task that measured something and a column a metric', () => {
    const { metrics, rows } = metricTable([aTask(), svc, tree]);
    expect(metrics).toEqual(['accuracy', 'epochs']);
    expect(rows.map(({ name, values }) => [name, values])).toEqual([
      ['svc', [0.98, 3]],
      ['tree', [0.49, null]],
    ]);
  });

  it('orders by a metric, and puts what has no value last either way', () => {
    const namesBy = (order: string) =>
      metricTable([broken, svc, tree], parseOrder(order)).rows.map(
        ({ name }) => name,
      );
    expect(namesBy('accuracy')).toEqual(['tree', 'svc', 'broken']);
    expect(namesBy('-accuracy')).toEqual(['svc', 'tree', 'broken']);
    expect(namesBy('-epochs')).toEqual(['svc', 'broken', 'tree']);
    expect(namesBy('unknown')).toEqual(['broken', 'svc', 'tree']);
  });

  it('goes from the largest first to the smallest first and back', () => {
    expect(nextOrder(null, 'loss')).toBe('-loss');
    expect(nextOrder(parseOrder('-loss'), 'loss')).toBe('loss');
    expect(nextOrder(parseOrder('loss'), 'loss')).toBeNull();
    expect(nextOrder(parseOrder('loss'), 'accuracy')).toBe('-accuracy');
  });

  it('takes a metric for what it is named, whatever objects know by that name', () => {
    const odd = aTask({ name: 'odd', metrics: { constructor: 1 } });
    expect(metricTable([odd, svc]).rows[1].values).toEqual([null, 0.98, 3]);
  });
});

describe('comparableMetrics', () => {
  it('compares only metrics of several tasks, and so many tasks at most', () => {
    const table = metricTable([svc, tree]);
    const [accuracy, ...others] = comparableMetrics(table, 12);
    expect(others).toEqual([]);
    expect(accuracy.bars.map(({ share }) => share)).toEqual([1, 0.5]);
    expect(comparableMetrics(table, 1)[0].bars).toHaveLength(1);
  });
});
