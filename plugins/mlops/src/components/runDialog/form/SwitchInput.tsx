import { Switch } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { describedBy } from './describedBy';
import { useLabel } from './FieldLabel';
import styles from './form.module.css';

/** Yes or no. */
export function SwitchInput(props: WidgetProps) {
  const description = props.options.description ?? props.schema.description;
  const value: unknown = props.value;
  return (
    <div>
      <Switch
        id={props.id}
        label={useLabel(props)}
        isSelected={value === true}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
        aria-describedby={describedBy(props)}
        onChange={props.onChange}
      />
      {description && <p className={styles.description}>{description}</p>}
    </div>
  );
}
