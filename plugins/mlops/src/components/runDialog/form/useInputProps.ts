import type { WidgetProps } from '@rjsf/utils';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';
import { describedBy } from './describedBy';
import { useLabel } from './FieldLabel';

/** What a field for text takes from the form library. */
export function useInputProps(props: WidgetProps) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { schema, options, placeholder } = props;
  const value: unknown = props.value;
  // An emptied field stands for the default, which the backend fills in.
  const usual = ['string', 'number'].includes(typeof schema.default)
    ? String(schema.default)
    : '';
  return {
    id: props.id,
    label: useLabel(props),
    description: options.description ?? schema.description,
    secondaryLabel: props.required ? t('pipelines.form.required') : undefined,
    isRequired: props.required,
    isDisabled: props.disabled,
    isReadOnly: props.readonly,
    isInvalid: Boolean(props.rawErrors?.length),
    placeholder: placeholder || usual,
    value: value === undefined || value === null ? '' : String(value),
    // The form speaks, not the browser in a language of its own.
    validationBehavior: 'aria' as const,
    'aria-describedby': describedBy(props),
    onChange: (text: string) =>
      props.onChange(text === '' ? options.emptyValue : text),
    onBlur: () => props.onBlur(props.id, value),
    onFocus: () => props.onFocus(props.id, value),
  };
}
