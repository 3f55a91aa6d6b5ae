import {
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';
import { useLabel } from './FieldLabel';

/** Choices by their place in the list: values can be anything, keys are text. */
export function useChoices(props: WidgetProps) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const label = useLabel(props);
  const { enumOptions = [], emptyValue } = props.options;
  const several = Array.isArray(props.value);
  const places = enumOptionsIndexForValue(props.value, enumOptions, several);
  const choose = (keys: string | string[]) =>
    props.onChange(enumOptionsValueForIndex(keys, enumOptions, emptyValue));
  return {
    field: {
      label,
      description: props.options.description ?? props.schema.description,
      secondaryLabel: props.required ? t('pipelines.form.required') : undefined,
      isRequired: props.required,
      isDisabled: props.disabled || props.readonly,
      isInvalid: Boolean(props.rawErrors?.length),
      validationBehavior: 'aria' as const,
    },
    options: enumOptions.map((option, place) => ({
      value: String(place),
      label: option.label,
    })),
    chosen: places === undefined ? [] : [places].flat(),
    choose,
  };
}
