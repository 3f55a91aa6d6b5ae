import type { UiSchema } from '@rjsf/utils';

const BRANCHES = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependencies'];
const SCALARS = ['string', 'number', 'integer', 'boolean'];

/**
 * What a schema says about its form. As in Software Templates it stands beside what it is about; words that
 * this form does not know, and inputs that do not fit the type, are left out, since a definition must not
 * break the page.
 */
export function uiSchemaOf(schema: unknown): UiSchema {
  if (!isRecord(schema)) return {};
  const properties = isRecord(schema.properties)
    ? Object.entries(schema.properties).map(([name, inside]) => [
        name,
        uiSchemaOf(inside),
      ])
    : [];
  return Object.assign(
    {},
    ...BRANCHES.flatMap(word => branchesOf(schema[word])).map(uiSchemaOf),
    Object.fromEntries(properties),
    isRecord(schema.items) ? { items: uiSchemaOf(schema.items) } : {},
    wordsOf(schema),
  );
}

/** Lists of schemas, mappings of names to schemas, or one schema. */
function branchesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [];
  return [value, ...Object.values(value)];
}

function wordsOf(schema: Record<string, unknown>): UiSchema {
  const widget = schema['ui:widget'];
  const { 'ui:placeholder': placeholder, 'ui:help': help } = schema;
  return {
    ...(typeof widget === 'string' && fits(widget, schema)
      ? { 'ui:widget': widget }
      : {}),
    ...(typeof placeholder === 'string'
      ? { 'ui:placeholder': placeholder }
      : {}),
    ...(typeof help === 'string' ? { 'ui:help': help } : {}),
  };
}

function fits(widget: string, schema: Record<string, unknown>): boolean {
  const { type } = schema;
  const isChoice = Array.isArray(schema.enum);
  switch (widget) {
    case 'textarea':
    case 'password':
      return type === 'string' && !isChoice;
    case 'radio':
    case 'select':
      return type === 'boolean' || (isChoice && type !== 'array');
    case 'hidden':
      return SCALARS.some(scalar => scalar === type);
    default:
      return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
