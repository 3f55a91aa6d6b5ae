import type { Toleration } from '../manifests/core';
import { tolerates } from './tolerates';

const taint = { key: 'gpu', value: 'a', effect: 'NoSchedule' } as const;

describe('a taint', () => {
  it.each<[string, Toleration]>([
    ['its key and value', { key: 'gpu', value: 'a' }],
    ['its key', { key: 'gpu', operator: 'Exists' }],
    [
      'its key and effect',
      { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
    ['anything', { operator: 'Exists' }],
  ])('is tolerated by who names %s', (_, toleration) => {
    expect(tolerates([{ key: 'other' }, toleration], taint)).toBe(true);
  });

  it.each<[string, Toleration]>([
    ['another key', { key: 'cpu', operator: 'Exists' }],
    ['another value', { key: 'gpu', value: 'b' }],
    ['no value', { key: 'gpu' }],
    ['another effect', { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }],
    ['nothing', {}],
  ])('is not tolerated by who names %s', (_, toleration) => {
    expect(tolerates([toleration], taint)).toBe(false);
  });

  it('without a value is tolerated by who names none', () => {
    const plain = { key: 'gpu', effect: 'NoExecute' } as const;
    expect(tolerates([{ key: 'gpu' }], plain)).toBe(true);
    expect(tolerates([], plain)).toBe(false);
  });
});
