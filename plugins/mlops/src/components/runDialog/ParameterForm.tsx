import { useState } from 'react';
import Form from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './ParameterForm.module.css';

/** The form of a JSON Schema, in the language of Backstage Software Templates. */
export default function ParameterForm(props: {
  schema: RJSFSchema;
  isPending: boolean;
  onCancel(): void;
  onSubmit(parameters: Record<string, unknown>): void;
}) {
  const { schema, isPending, onCancel, onSubmit } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [values, setValues] = useState<Record<string, unknown>>({});
  return (
    <Form
      className={styles.form}
      schema={schema}
      validator={validator}
      formData={values}
      showErrorList={false}
      liveValidate
      onChange={({ formData }) => setValues(formData ?? {})}
      onSubmit={({ formData }) => onSubmit(formData ?? {})}
    >
      <div className={styles.actions}>
        <Button variant="secondary" onPress={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button variant="primary" type="submit" isPending={isPending}>
          {t('pipelines.dialog.start')}
        </Button>
      </div>
    </Form>
  );
}
