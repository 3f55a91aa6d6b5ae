/** Four significant digits, which is what two models differ in; whole numbers whole. */
export function formatMetric(value: number, language: string): string {
  if (Number.isInteger(value)) return value.toLocaleString(language);
  const size = Math.abs(value);
  return value.toLocaleString(
    language,
    size !== 0 && (size < 0.0001 || size >= 1e9)
      ? { notation: 'scientific', maximumSignificantDigits: 4 }
      : { maximumSignificantDigits: size < 1 ? 4 : 6 },
  );
}
