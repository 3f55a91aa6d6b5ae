import { useMemo, useState } from 'react';
import Form from '@rjsf/core';
import {
  englishStringTranslator,
  TranslatableString,
  type RJSFSchema,
} from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Problem } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { describeErrors } from './form/describeErrors';
import { formTemplates, formWidgets } from './form/formTheme';
import { refusedFields } from './form/refusedFields';
import { uiSchemaOf } from './form/uiSchemaOf';
import styles from './RunDialog.module.css';

/** The form of a JSON Schema, in the language of Backstage Software Templates. */
export default function ParameterForm(props: {
  schema: RJSFSchema;
  /** What the form begins with, beside the defaults of the schema. */
  initial?: Record<string, unknown>;
  /** What the backend refused of the values. */
  problems: readonly Problem[];
  isPending: boolean;
  onCancel(): void;
  onSubmit(parameters: Record<string, unknown>): void;
}) {
  const { schema, initial, problems, isPending, onCancel, onSubmit } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [values, setValues] = useState<Record<string, unknown>>(initial ?? {});
  // Nobody is told off before they have said that they are done.
  const [tried, setTried] = useState(false);
  const uiSchema = useMemo(() => uiSchemaOf(schema), [schema]);
  const refused = useMemo(() => refusedFields(problems), [problems]);
  const translate = (text: TranslatableString, words?: string[]) => {
    if (text === TranslatableString.YesLabel) return t('pipelines.form.yes');
    if (text === TranslatableString.NoLabel) return t('pipelines.form.no');
    if (text === TranslatableString.NewStringDefault) return '';
    return englishStringTranslator(text, words);
  };
  return (
    <Form
      className={styles.form}
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      widgets={formWidgets}
      templates={formTemplates}
      translateString={translate}
      transformErrors={errors => describeErrors(errors, t)}
      extraErrors={refused}
      formData={values}
      showErrorList={false}
      noHtml5Validate
      focusOnFirstError
      liveValidate={tried}
      onChange={({ formData }) => setValues(formData ?? {})}
      onError={() => setTried(true)}
      onSubmit={({ formData }) => {
        if (!isPending) onSubmit(formData ?? {});
      }}
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
