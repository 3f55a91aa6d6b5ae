import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, TextAreaField, TextField } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  checkProjectExpand,
  settingUpdatePermission,
  type Project,
  type ProjectSettings,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ownerOf } from '../projects/ownerOf';
import styles from '../projects/Projects.module.css';
import { ErrorPanel } from '../shared/ErrorPanel';
import { textOf, typed, withSetting } from './expandText';

const OWN_CLUSTER = '';

/** The settings as fields and as JSON, two ways of looking at one value, checked as one types. */
export function SettingsForm(props: {
  project: Project;
  settings: ProjectSettings;
}) {
  const { project, settings } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const mayUpdate = usePermitted(settingUpdatePermission, ownerOf(project));
  const fromGit = project.source === 'catalog';
  const readOnly = fromGit || !mayUpdate;
  const stored = textOf(settings.expand);
  const [base, setBase] = useState(stored.text);
  const [draft, setDraft] = useState(stored);
  // What others save is shown at once while nothing was changed here, and never overwritten unseen.
  if (base !== stored.text) {
    setBase(stored.text);
    if (draft.text === base) setDraft(stored);
  }
  const { clusters, namespaces } = settings;
  const problems = checkProjectExpand(draft.expand, {
    project: project.name,
    clusters,
    namespaces,
  });
  const problemOf = (key: string) =>
    problems.find(({ path }) => path[0] === key)?.message;
  const save = useMutation({
    mutationFn: () =>
      api.updateProjectSettings({
        params: { project: project.name },
        body: { expand: draft.expand },
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: queryKeys.project(project.name) }),
  });
  const set = (key: Parameters<typeof withSetting>[1]) => (value: string) => {
    save.reset();
    setDraft(before => withSetting(before, key, value));
  };
  const { expand } = draft;
  const isChanged = draft.text !== stored.text;
  const field = (key: 'org' | 'volume_mount' | 'namespace') => ({
    value: expand[key] ?? '',
    isReadOnly: readOnly,
    isInvalid: problemOf(key) !== undefined,
    onChange: set(key),
  });
  return (
    <div className={`${styles.panel} ${styles.narrow}`}>
      <h2 className={styles.part}>{t('projects.settings.heading')}</h2>
      {readOnly && (
        <Alert
          status="info"
          icon
          title={t(
            fromGit ? 'projects.settings.git' : 'projects.settings.readOnly',
          )}
        />
      )}
      <label className={styles.labelled}>
        {t('projects.settings.cluster')}
        <select
          className={styles.select}
          disabled={readOnly}
          value={expand.cluster ?? OWN_CLUSTER}
          onChange={event => set('cluster')(event.target.value)}
        >
          <option value={OWN_CLUSTER}>
            {t('projects.settings.clusterOwn')}
          </option>
          {[
            ...new Set([
              ...clusters,
              ...(expand.cluster ? [expand.cluster] : []),
            ]),
          ].map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <Wrong message={problemOf('cluster')} />
      </label>
      <TextField
        label={t('projects.settings.org')}
        description={t('projects.settings.orgWhy')}
        {...field('org')}
      />
      <Wrong message={problemOf('org')} />
      <TextAreaField
        label={t('projects.settings.mounts')}
        description={t('projects.settings.mountsWhy')}
        {...field('volume_mount')}
      />
      <Wrong message={problemOf('volume_mount')} />
      <TextField
        label={t('projects.settings.namespace')}
        description={t('projects.settings.namespaceWhy', {
          name: `mlops-${project.name}`,
        })}
        {...field('namespace')}
      />
      <Wrong message={problemOf('namespace')} />
      <div className={styles.code}>
        <TextAreaField
          label={t('projects.settings.raw')}
          rows={8}
          value={draft.text}
          isReadOnly={readOnly}
          isInvalid={draft.error !== null}
          onChange={text => {
            save.reset();
            setDraft(before => typed(before, text));
          }}
        />
      </div>
      <Wrong
        message={
          draft.error === null
            ? undefined
            : t('projects.settings.notJson', { message: draft.error })
        }
      />
      {save.isError && <ErrorPanel error={save.error} />}
      {save.isSuccess && !isChanged && (
        <p role="status" className={styles.quiet}>
          {t('projects.settings.saved')}
        </p>
      )}
      {!readOnly && isChanged && (
        <div className={styles.actions}>
          <Button
            variant="primary"
            isDisabled={draft.error !== null || problems.length > 0}
            isPending={save.isPending}
            onPress={() => save.mutate()}
          >
            {t('projects.settings.save')}
          </Button>
          <Button variant="secondary" onPress={() => setDraft(stored)}>
            {t('projects.settings.discard')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Wrong({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return <Alert role="alert" status="danger" icon title={message} />;
}
