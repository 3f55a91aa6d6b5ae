/** Whether a JSON Schema of parameters asks for anything. */
export function hasParameters(schema: Record<string, unknown>): boolean {
  const { properties } = schema;
  return (
    typeof properties === 'object' &&
    properties !== null &&
    Object.keys(properties).length > 0
  );
}
