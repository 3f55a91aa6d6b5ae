/**
 * Four significant digits, which is what two models differ in, also where the last are zeros, so that a
 * column can be read down; whole numbers whole.
 */
export function formatMetric(value: number, language: string): string {
  if (Number.isInteger(value)) return value.toLocaleString(language);
  const size = Math.abs(value);
  return value.toLocaleString(
    language,
    size !== 0 && (size < 0.0001 || size >= 1e9)
      ? { notation: 'scientific', maximumSignificantDigits: 4 }
      : size < 1
      ? { minimumSignificantDigits: 4, maximumSignificantDigits: 4 }
      : { maximumSignificantDigits: 6 },
  );
}
