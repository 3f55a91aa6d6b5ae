import { RowHeights } from './RowHeights';
import { elementHeight, placeOf, scrolled, TALLEST } from './scrollPlace';

describe('scrollPlace', () => {
  const small = { total: 100_000, view: 500 };
  const huge = { total: 10 * TALLEST, view: 500 };

  it('is what the browser says while all fits into an element', () => {
    expect(elementHeight(small)).toBe(100_000);
    expect(placeOf(7_000, small)).toEqual({ y: 7_000, at: 7_000 });
    expect(placeOf(1e9, small)).toEqual({ y: 99_500, at: 99_500 });
    expect(scrolled({ y: 0, at: 0 }, 300, small)).toEqual({ y: 300, at: 300 });
  });

  it('goes as far as it looks on a short way, however much there is', () => {
    const middle = placeOf(5 * TALLEST, huge);
    const next = scrolled(middle, middle.at + 100, huge);
    expect(next.y).toBe(middle.y + 100);
  });

  it('goes in proportion when the scroll bar jumps', () => {
    const { y } = scrolled({ y: 0, at: 0 }, (TALLEST - 500) / 2, huge);
    expect(y).toBeCloseTo((huge.total - 500) / 2);
  });

  it('reaches begin and end', () => {
    const middle = placeOf(5 * TALLEST, huge);
    const end = huge.total - huge.view;
    expect(scrolled(middle, 0, huge).y).toBe(0);
    expect(scrolled(middle, TALLEST - 500, huge).y).toBe(end);
    expect(placeOf(end, huge).at).toBe(TALLEST - 500);
  });
});

describe('RowHeights', () => {
  it('counts rows as lines until they are measured', () => {
    const heights = new RowHeights(20);
    expect(heights.top(1_000_000)).toBe(20_000_000);
    expect(heights.rowAt(30, 10)).toBe(1);
    expect(heights.set(3, 60)).toBe(true);
    expect(heights.set(3, 60)).toBe(false);
    heights.set(5_000, 40);
    expect(heights.top(3)).toBe(60);
    expect(heights.top(4)).toBe(120);
    expect(heights.top(10_000)).toBe(200_060);
    expect([59, 60, 119, 120].map(y => heights.rowAt(y, 10))).toEqual([
      2, 3, 3, 4,
    ]);
    heights.set(3, 20);
    expect(heights.top(10_000)).toBe(200_020);
  });

  it('stays within the rows that there are', () => {
    const heights = new RowHeights(20);
    expect(heights.rowAt(-5, 10)).toBe(0);
    expect(heights.rowAt(1e9, 10)).toBe(9);
    expect(heights.rowAt(50, 0)).toBe(0);
  });
});
