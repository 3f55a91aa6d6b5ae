/**
 * Four significant digits, which is what two models differ in, also where the last are zeros, so that a
 * column can be read down; whole numbers whole.
 */
export function formatMetric(value: number, language: string): string {
  return value.toLocaleString(language, optionsFor(value));
}

function optionsFor(value: number): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return {};
  if (size < 0.0001 || size >= 1e9) {
    return { notation: 'scientific', maximumSignificantDigits: 4 };
  }
  return size < 1
    ? { minimumSignificantDigits: 4, maximumSignificantDigits: 4 }
    : { maximumSignificantDigits: 6 };
}
