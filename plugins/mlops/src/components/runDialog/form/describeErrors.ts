import type { RJSFValidationError } from '@rjsf/utils';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';

type Translate = TranslationFunction<typeof mlopsTranslationRef.T>;

/** What is wrong with a field, in the words of the page. What it has no words for keeps those of the checker. */
export function describeErrors(
  errors: RJSFValidationError[],
  t: Translate,
): RJSFValidationError[] {
  return errors
    .filter(error => !isConsequence(error))
    .map(error => ({ ...error, message: describe(error, t) }));
}

/** A branch that was not taken says nothing by itself; its fields do. */
function isConsequence({ name }: RJSFValidationError): boolean {
  return name === 'if';
}

function describe(error: RJSFValidationError, t: Translate) {
  const { name, message } = error;
  const params: Record<string, unknown> = error.params ?? {};
  const limit = String(params.limit);
  switch (name) {
    case 'required':
      return t('pipelines.form.error.required');
    case 'type':
      return t('pipelines.form.error.type', { type: typeName(params.type, t) });
    case 'minimum':
      return t('pipelines.form.error.minimum', { limit });
    case 'exclusiveMinimum':
      return t('pipelines.form.error.exclusiveMinimum', { limit });
    case 'maximum':
      return t('pipelines.form.error.maximum', { limit });
    case 'exclusiveMaximum':
      return t('pipelines.form.error.exclusiveMaximum', { limit });
    case 'multipleOf':
      return t('pipelines.form.error.multipleOf', {
        step: String(params.multipleOf),
      });
    case 'minLength':
      return t('pipelines.form.error.minLength', { limit });
    case 'maxLength':
      return t('pipelines.form.error.maxLength', { limit });
    case 'minItems':
      return t('pipelines.form.error.minItems', { limit });
    case 'maxItems':
      return t('pipelines.form.error.maxItems', { limit });
    case 'uniqueItems':
      return t('pipelines.form.error.uniqueItems');
    case 'pattern':
      return t('pipelines.form.error.pattern', {
        pattern: String(params.pattern),
      });
    case 'enum':
      return t('pipelines.form.error.enum');
    default:
      return message;
  }
}

function typeName(type: unknown, t: Translate): string {
  const names = [type].flat().map(name => {
    switch (name) {
      case 'number':
        return t('pipelines.form.type.number');
      case 'integer':
        return t('pipelines.form.type.integer');
      case 'boolean':
        return t('pipelines.form.type.boolean');
      case 'array':
        return t('pipelines.form.type.array');
      case 'object':
        return t('pipelines.form.type.object');
      default:
        return t('pipelines.form.type.text');
    }
  });
  return names.join(' / ');
}
