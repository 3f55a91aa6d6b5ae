import { PasswordField, TextAreaField, TextField } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { useInputProps } from './useInputProps';

/** One line of text; numbers too, so that nothing is rounded or moved into its bounds while one types. */
export function TextInput(props: WidgetProps) {
  const isNumber =
    props.schema.type === 'number' || props.schema.type === 'integer';
  const input = useInputProps(props);
  return <TextField {...input} {...(isNumber && { inputMode: 'decimal' })} />;
}

/** Text of several lines. */
export function TextAreaInput(props: WidgetProps) {
  return <TextAreaField {...useInputProps(props)} />;
}

/** Text that nobody should read over one's shoulder. */
export function PasswordInput(props: WidgetProps) {
  return <PasswordField {...useInputProps(props)} />;
}
