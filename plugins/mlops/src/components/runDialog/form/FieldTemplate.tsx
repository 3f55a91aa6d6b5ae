import {
  ADDITIONAL_PROPERTY_FLAG,
  errorId,
  type FieldErrorProps,
  type FieldHelpProps,
  type FieldTemplateProps,
} from '@rjsf/utils';
import { helpId } from '@rjsf/utils';
import { TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';
import { FieldLabel } from './FieldLabel';
import { RemoveButton } from './buttons';
import styles from './form.module.css';

/** A field with what is wrong with it; its input brings label and description. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { children, errors, help, hidden } = props;
  if (hidden) return <div hidden>{children}</div>;
  if (ADDITIONAL_PROPERTY_FLAG in props.schema)
    return <NamedField {...props} />;
  return (
    <div className={styles.field}>
      <FieldLabel.Provider value={props.label}>{children}</FieldLabel.Provider>
      {errors}
      {help}
    </div>
  );
}

/** A field that the schema does not name: its name can be written too. */
function NamedField(props: FieldTemplateProps) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.item}>
      <div className={styles.itemBody}>
        <TextField
          id={`${props.id}-key`}
          label={t('pipelines.form.key')}
          defaultValue={props.label}
          isDisabled={props.disabled || props.readonly}
          onBlur={({ target }) =>
            target instanceof HTMLInputElement &&
            props.onKeyChange(target.value)
          }
        />
        <FieldLabel.Provider value={t('pipelines.form.value')}>
          {props.children}
        </FieldLabel.Provider>
        {props.errors}
      </div>
      <RemoveButton
        isDisabled={props.disabled || props.readonly}
        onPress={props.onDropPropertyClick(props.label)}
      />
    </div>
  );
}

/** What is wrong with a field, in words. */
export function FieldErrorTemplate({ errors, idSchema }: FieldErrorProps) {
  if (!errors?.length) return null;
  return (
    <ul id={errorId(idSchema)} className={styles.errors} role="alert">
      {errors.map((error, index) => (
        <li key={index}>{error}</li>
      ))}
    </ul>
  );
}

/** A hint of the author below a field. */
export function FieldHelpTemplate({ help, idSchema }: FieldHelpProps) {
  if (!help) return null;
  return (
    <div id={helpId(idSchema)} className={styles.description}>
      {help}
    </div>
  );
}
