import { DrawingCache } from './DrawingCache';
import { draw } from './drawings';

describe('DrawingCache', () => {
  it('forgets what was looked at longest ago', () => {
    const cache = new DrawingCache(2);
    const drawings = draw([]);
    cache.set('a', drawings);
    cache.set('b', drawings);
    cache.get('a');
    cache.set('c', drawings);
    expect(['a', 'b', 'c'].map(key => cache.get(key))).toEqual([
      drawings,
      undefined,
      drawings,
    ]);
  });
});
