type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

/** Messages in groups as the framework takes those of a language: `'a.b': '…'`. */
export function flatten<T extends object>(
  messages: T,
): Record<KeyOf<T>, string> {
  return Object.fromEntries(entriesOf(messages, '')) as Record<
    KeyOf<T>,
    string
  >;
}

function entriesOf(messages: object, prefix: string): Array<[string, string]> {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[prefix + name, value] as [string, string]]
      : entriesOf(value, `${prefix}${name}.`),
  );
}
