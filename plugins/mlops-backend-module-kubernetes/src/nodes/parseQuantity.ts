/** Powers of ten by suffix; exponents are read apart. */
const TENS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of two by suffix. */
const TWOS: Readonly<Record<string, number>> = {
  Ki: 10,
  Mi: 20,
  Gi: 30,
  Ti: 40,
  Pi: 50,
  Ei: 60,
};

const PATTERN =
  /^\+?(\d{1,30})?(?:\.(\d{0,30}))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/**
 * Reads a quantity as the API server writes it: `100m`, `1Gi`, `1.5`, `2e3`. Exact, and rounded up to whole parts, as
 * Kubernetes does; see `k8s.io/apimachinery/pkg/api/resource`.
 *
 * @param partsOfOne - into how many parts one is divided: 1000 for thousandths of a core
 * @returns undefined for what is no amount, negative ones among it
 */
export function parseQuantity(
  text: string | undefined,
  partsOfOne: 1 | 1000 = 1,
): number | undefined {
  const match = PATTERN.exec(text ?? '');
  if (!match) return undefined;
  const [, whole = '', fraction = '', suffix = '', exponent] = match;
  if (whole === '' && fraction === '') return undefined;
  const tens =
    (exponent ? Number(exponent) : TENS[suffix] ?? 0) - fraction.length;
  const factor = BigInt(partsOfOne) * 2n ** BigInt(TWOS[suffix] ?? 0);
  const digits = BigInt(whole + fraction) * factor;
  if (tens >= 0) return Number(digits * 10n ** BigInt(tens));
  const divisor = 10n ** BigInt(-tens);
  return Number((digits + divisor - 1n) / divisor);
}
