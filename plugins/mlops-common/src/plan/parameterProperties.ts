type Schema = Readonly<Record<string, unknown>>;

/** A parameter that a schema knows; its own schema also says how it is written on the command line. */
export interface ParameterProperty {
  name: string;
  schema: Schema;
}

/** Where a schema can hold schemas of the same value. */
const WITHIN = [
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependencies',
] as const;

/** All parameters in the order of the schema, those of `oneOf`, `then` and so on after those that always apply. */
export function parameterProperties(
  schema: unknown,
  found = new Map<string, Schema>(),
): ParameterProperty[] {
  if (Array.isArray(schema)) {
    schema.forEach(member => parameterProperties(member, found));
  } else if (isSchema(schema)) {
    const properties = isSchema(schema.properties) ? schema.properties : {};
    for (const [name, property] of Object.entries(properties)) {
      if (!found.has(name)) found.set(name, isSchema(property) ? property : {});
    }
    for (const word of WITHIN) {
      const within = schema[word];
      parameterProperties(
        word === 'dependencies' && isSchema(within)
          ? Object.values(within)
          : within,
        found,
      );
    }
  }
  return [...found].map(([name, property]) => ({ name, schema: property }));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
