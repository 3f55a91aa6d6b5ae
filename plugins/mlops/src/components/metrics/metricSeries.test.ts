import { aSummary } from '../../__testUtils__/factories';
import { metricSeries, runsOf } from './metricSeries';

const run = (number: number) => aSummary({ id: `run-${number}`, number });
const measured = (
  number: number,
  task: string,
  metrics: Record<string, number>,
) => ({ run: run(number), task, metrics });

describe('metricSeries', () => {
  const series = metricSeries([
    measured(3, 'svc', { accuracy: 0.93, loss: 0.1 }),
    measured(3, 'tree', { accuracy: 0.8 }),
    measured(2, 'svc', { accuracy: NaN }),
    measured(1, 'svc', { accuracy: 0.91 }),
  ]);

  it('puts the values of each metric of each task in the order of the runs', () => {
    expect(
      series.map(({ task, metric, points }) => [
        `${task} ${metric}`,
        points.map(point => [point.run.number, point.value]),
      ]),
    ).toEqual([
      [
        'svc accuracy',
        [
          [1, 0.91],
          [3, 0.93],
        ],
      ],
      ['tree accuracy', [[3, 0.8]]],
      ['svc loss', [[3, 0.1]]],
    ]);
  });

  it('knows the runs that measured something', () => {
    expect(runsOf(series).map(({ number }) => number)).toEqual([3, 1]);
  });
});
