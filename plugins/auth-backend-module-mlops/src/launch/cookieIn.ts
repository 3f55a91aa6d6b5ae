/** The value of a cookie of a request. */
export function cookieIn(
  header: string | undefined,
  name: string,
): string | undefined {
  const pairs = (header ?? '').split(';').map(pair => pair.trim());
  const found = pairs.find(pair => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
