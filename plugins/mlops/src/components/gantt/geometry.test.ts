import { BEGIN, after, anAttempt, aTask } from '../../__testUtils__/factories';
import { ganttGeometry, ganttTicks } from './geometry';
import { tickLabel } from './tickLabel';

describe('ganttGeometry', () => {
  it('places attempts by the share of the whole span', () => {
    const geometry = ganttGeometry(
      { startedAt: BEGIN, finishedAt: after(100) },
      [
        aTask({
          attempts: [
            anAttempt({ startedAt: after(25), finishedAt: after(75) }),
          ],
        }),
      ],
      Date.parse(after(500)),
    );
    expect(geometry.rows[0].bars).toEqual([
      expect.objectContaining({ left: 0.25, width: 0.5, durationMs: 50_000 }),
    ]);
    expect(geometry.now).toBeNull();
  });

  it('orders rows by start, and those that never started last', () => {
    const at = (name: string, second: number) =>
      aTask({
        name,
        startedAt: after(second),
        attempts: [
          anAttempt({
            startedAt: after(second),
            finishedAt: after(second + 1),
          }),
        ],
      });
    const never = aTask({ name: 'never', startedAt: null, attempts: [] });
    const { rows } = ganttGeometry(
      { startedAt: BEGIN, finishedAt: after(100) },
      [never, at('second', 5), at('first', 2)],
      0,
    );
    expect(rows.map(({ name }) => name)).toEqual(['first', 'second', 'never']);
    expect(rows[2].bars).toEqual([]);
  });

  it('lets a running attempt grow up to now, with the line at its end', () => {
    const { rows, now } = ganttGeometry(
      { startedAt: BEGIN, finishedAt: null },
      [
        aTask({
          status: 'running',
          attempts: [
            anAttempt({
              status: 'running',
              startedAt: after(10),
              finishedAt: null,
            }),
          ],
        }),
      ],
      Date.parse(after(30)),
    );
    const [bar] = rows[0].bars;
    expect(bar.durationMs).toBe(20_000);
    expect(bar.running).toBe(true);
    expect(bar.left + bar.width).toBeCloseTo(now ?? -1);
    expect(now).toBeLessThan(1);
  });

  it('keeps every bar inside the axis, even when clocks disagree', () => {
    const { rows } = ganttGeometry(
      { startedAt: BEGIN, finishedAt: after(10) },
      [
        aTask({
          attempts: [
            anAttempt({ startedAt: after(-5), finishedAt: after(2) }),
            anAttempt({
              attempt: 2,
              startedAt: after(9),
              finishedAt: after(15),
            }),
            anAttempt({
              attempt: 3,
              startedAt: after(9),
              finishedAt: after(8),
            }),
          ],
        }),
      ],
      0,
    );
    for (const { left, width } of rows[0].bars) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(width).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

describe('ganttTicks', () => {
  it('gives at most eight round instants for any length', () => {
    for (let length = 1; length < 1e11; length = length * 1.7 + 1) {
      const ticks = ganttTicks(length);
      expect(ticks.length).toBeLessThanOrEqual(9);
      expect(ticks[0].left).toBe(0);
      expect(ticks[ticks.length - 1].left).toBeLessThanOrEqual(1);
    }
    expect(ganttTicks(60_000).map(tick => tick.offsetMs)).toEqual([
      0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000,
    ]);
  });
});

describe('tickLabel', () => {
  it.each([
    [0, 60_000, '0'],
    [250, 1_000, '250 ms'],
    [1_500, 10_000, '1.5 s'],
    [150_000, 600_000, '2:30'],
    [3_900_000, 10_000_000, '1:05:00'],
  ])('writes %i of %i as %s', (offset, length, label) => {
    expect(tickLabel(offset, length)).toBe(label);
  });
});
