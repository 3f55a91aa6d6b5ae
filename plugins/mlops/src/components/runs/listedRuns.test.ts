import { aSummary } from '../../__testUtils__/factories';
import {
  appendPage,
  firstPage,
  keepPlace,
  newRuns,
  patchRows,
  takeHead,
} from './listedRuns';

const run = (number: number, status: 'running' | 'succeeded' = 'succeeded') =>
  aSummary({
    id: `01jnsrun0000000000000000${String(number).padStart(2, '0')}`,
    number,
    status,
  });
const page = (numbers: number[], nextCursor: string | null = 'more') => ({
  items: numbers.map(number => run(number)),
  nextCursor,
  asOf: 0,
});
const numbersOf = (list: { rows: readonly { number: number }[] }) =>
  list.rows.map(({ number }) => number);

const known = appendPage(
  firstPage(page([9, 8, 7])),
  page([6, 5, 4], 'further'),
);

describe('listedRuns', () => {
  it('puts pages one behind the other', () => {
    expect(numbersOf(known)).toEqual([9, 8, 7, 6, 5, 4]);
    expect(known.nextCursor).toBe('further');
  });

  it('takes new runs in at the top and loses none below', () => {
    const next = takeHead(known, page([11, 10, 9]));
    expect(numbersOf(next)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
    expect(next.nextCursor).toBe('further');
  });

  it('lets runs go that no longer belong at the top', () => {
    expect(numbersOf(takeHead(known, page([9, 7, 6])))).toEqual([
      9, 7, 6, 5, 4,
    ]);
  });

  it('begins anew when more have come than it would know of', () => {
    const next = takeHead(known, page([30, 29, 28], 'anew'));
    expect(numbersOf(next)).toEqual([30, 29, 28]);
    expect(next.nextCursor).toBe('anew');
  });

  it('is what was answered when that is all', () => {
    expect(numbersOf(takeHead(known, page([9], null)))).toEqual([9]);
    expect(numbersOf(takeHead(known, page([], null)))).toEqual([]);
  });

  it('moves no row while somebody reads, and counts what has come', () => {
    const head = { ...page([]), items: [run(10), run(9, 'running')] };
    const next = keepPlace(known, head);
    expect(numbersOf(next)).toEqual(numbersOf(known));
    expect(next.rows[0].status).toBe('running');
    expect(newRuns(next)).toBe(1);
    expect(newRuns(takeHead(next, next.head))).toBe(0);
  });

  it('keeps a row as it is when nothing of the run has changed', () => {
    const next = takeHead(known, page([10, 9, 8]));
    expect(next.rows[1]).toBe(known.rows[0]);
    expect(keepPlace(known, page([9, 8, 7])).rows).toEqual(known.rows);
    expect(keepPlace(known, page([9, 8, 7])).rows[0]).toBe(known.rows[0]);
  });

  it('drops the row of a run that is gone', () => {
    const { id } = run(8);
    expect(numbersOf(patchRows(known, [], [id]))).toEqual([9, 7, 6, 5, 4]);
  });
});
