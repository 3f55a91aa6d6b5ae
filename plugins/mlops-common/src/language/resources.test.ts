import fc from 'fast-check';
import { resources } from '../__testUtils__/arbitraries';
import { assertTotal } from '../__testUtils__/assertTotal';
import { parseCpu } from './cpu';
import { parseGpu } from './gpu';
import { parseMemory } from './memory';
import { formatResources, parseResources } from './resources';

describe('parseCpu', () => {
  it.each([
    ['4', 4000, 4000],
    ['0.5', 500, 500],
    ['500m', 500, 500],
    ['1.250', 1250, 1250],
    [' 1 ~ 2 ', 1000, 2000],
  ])('reads %j', (text, requestMillicores, limitMillicores) => {
    expect(parseCpu(text)).toEqual({
      ok: true,
      value: { requestMillicores, limitMillicores },
    });
  });

  it.each([
    ['', 0, 'is not a number of cores'],
    ['-1', 0, 'is not a number of cores'],
    ['1e3', 0, 'is not a number of cores'],
    ['0', 0, 'more than 0'],
    ['0.0005', 0, 'thousandth'],
    ['10001', 0, 'too much'],
    ['2~1', 2, 'smaller value comes first'],
    ['1~', 2, 'is not a number of cores'],
  ])('refuses %j', (text, position, message) => {
    expect(parseCpu(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseCpu)).not.toThrow();
  });
});

describe('parseMemory', () => {
  it.each([
    ['4G', 4e9, 4e9],
    ['512M', 512e6, 512e6],
    ['2Gi', 2 ** 31, 2 ** 31],
    ['2G~4G', 2e9, 4e9],
    ['1.5G', 1.5e9, 1.5e9],
    ['0.1T', 1e11, 1e11],
    ['1B', 1, 1],
  ])('reads %j', (text, requestBytes, limitBytes) => {
    expect(parseMemory(text)).toEqual({
      ok: true,
      value: { requestBytes, limitBytes },
    });
  });

  it.each([
    ['4', 0, 'needs a unit, such as 4G'],
    ['4g', 1, '"g" is not a unit'],
    ['4GB', 1, '"GB" is not a unit'],
    ['0G', 0, 'more than 0'],
    ['1.0001K', 0, 'whole number of bytes'],
    ['9999T', 0, 'too much'],
    ['4G~2G', 3, 'smaller value comes first'],
    ['NaN', 0, 'is not an amount'],
  ])('refuses %j', (text, position, message) => {
    expect(parseMemory(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseMemory)).not.toThrow();
  });
});

describe('parseGpu', () => {
  it.each([
    ['0', 0, null],
    ['1', 1, null],
    ['1(v100)', 1, 'V100'],
    ['0.5', 0.5, null],
    ['0.25(T4)', 0.25, 'T4'],
    ['2（A100）', 2, 'A100'],
    ['1.0', 1, null],
  ])('reads %j', (text, count, type) => {
    expect(parseGpu(text)).toEqual({ ok: true, value: { count, type } });
  });

  it.each([
    ['1.5', 0, 'several GPUs are a whole number'],
    ['-1', 0, 'is not a number of GPUs'],
    ['0(V100)', 1, 'no GPU has no type'],
    ['1(V 100)', 1, 'is not a type of GPU'],
    ['1()', 1, 'is not a type of GPU'],
    ['0.001', 0, 'two decimals'],
    ['9999', 0, 'too much'],
    [' x', 1, 'is not a number of GPUs'],
  ])('refuses %j', (text, position, message) => {
    expect(parseGpu(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseGpu)).not.toThrow();
  });
});

describe('parseResources', () => {
  it('reads only what is set', () => {
    expect(parseResources({ gpu: '1(T4)' })).toEqual({
      ok: true,
      value: { gpu: { count: 1, type: 'T4' } },
    });
  });

  it('tells every problem with the name of its field', () => {
    expect(parseResources({ cpu: 'x', memory: '4' })).toEqual({
      ok: false,
      problems: [
        { path: ['cpu'], message: expect.stringMatching(/^cpu: "x"/) },
        { path: ['memory'], message: expect.stringMatching(/^memory: "4"/) },
      ],
    });
  });

  it('reads what formatResources writes', () => {
    fc.assert(
      fc.property(resources, value => {
        expect(parseResources(formatResources(value))).toEqual({
          ok: true,
          value,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('writes amounts as people would', () => {
    expect(
      formatResources({
        cpu: { requestMillicores: 500, limitMillicores: 2000 },
        memory: { requestBytes: 512e6, limitBytes: 2 ** 31 },
        gpu: { count: 1, type: 'V100' },
      }),
    ).toEqual({ cpu: '0.5~2', memory: '512M~2Gi', gpu: '1(V100)' });
  });
});
