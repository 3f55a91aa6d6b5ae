import {
  Checkbox,
  CheckboxGroup,
  Radio,
  RadioGroup,
  Select,
} from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';
import { describedBy } from './describedBy';
import { useChoices } from './useChoices';

/** The key of no choice, where one may be left out. */
const NOTHING = '';

/** One of a list, or several. */
export function SelectInput(props: WidgetProps) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const choices = useChoices(props);
  if (props.multiple) return <CheckboxesInput {...props} />;
  const mayBeNothing = !props.required && props.schema.default === undefined;
  return (
    <Select
      {...choices.field}
      id={props.id}
      aria-describedby={describedBy(props)}
      placeholder={props.placeholder || t('pipelines.form.choose')}
      selectedKey={choices.chosen[0] ?? NOTHING}
      options={[
        ...(mayBeNothing
          ? [{ value: NOTHING, label: t('pipelines.form.none') }]
          : []),
        ...choices.options,
      ]}
      onSelectionChange={key => choices.choose(String(key))}
    />
  );
}

/** One of few, all visible. */
export function RadioInput(props: WidgetProps) {
  const choices = useChoices(props);
  return (
    <RadioGroup
      {...choices.field}
      id={props.id}
      aria-describedby={describedBy(props)}
      value={choices.chosen[0] ?? NOTHING}
      onChange={choices.choose}
    >
      {choices.options.map(({ value, label }) => (
        <Radio key={value} value={value}>
          {label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** Some of few, all visible. */
export function CheckboxesInput(props: WidgetProps) {
  const choices = useChoices(props);
  return (
    <CheckboxGroup
      {...choices.field}
      id={props.id}
      aria-describedby={describedBy(props)}
      value={choices.chosen}
      onChange={choices.choose}
    >
      {choices.options.map(({ value, label }) => (
        <Checkbox key={value} value={value}>
          {label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
