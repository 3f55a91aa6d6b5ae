import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, TextField } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatQuota,
  parseQuota,
  quotaUpdatePermission,
  type Project,
  type ProjectQuota,
  type Quota,
  type QuotaText,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ownerOf } from '../projects/ownerOf';
import styles from '../projects/Projects.module.css';
import { ErrorPanel } from '../shared/ErrorPanel';
import { heldText } from './quotaLines';

const FIELDS = {
  tasks: 'tasks',
  cpu: 'cpuMillicores',
  memory: 'memoryBytes',
  gpu: 'gpus',
  disk: 'diskBytes',
} as const satisfies Record<keyof QuotaText, keyof Quota>;

const KEYS = Object.keys(FIELDS) as Array<keyof typeof FIELDS>;

/** What the runs of a project group may use together, as fields in the language of resources. */
export function QuotaForm(props: { project: Project; quota: ProjectQuota }) {
  const { project, quota } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const mayUpdate = usePermitted(quotaUpdatePermission, ownerOf(project));
  const stored = formatQuota(quota.quota);
  const [changes, setChanges] = useState<QuotaText>({});
  const written = { ...stored, ...changes };
  const read = parseQuota(written);
  const problemOf = (key: keyof QuotaText) =>
    read.ok
      ? undefined
      : read.problems.find(({ path }) => path[0] === key)?.message;
  const isChanged = KEYS.some(
    key => (written[key]?.trim() ?? '') !== (stored[key] ?? ''),
  );
  const save = useMutation({
    mutationFn: (wanted: Quota | null) =>
      api.updateProjectQuota({
        params: { project: project.name },
        body: { quota: wanted },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({
        queryKey: queryKeys.quota(project.name),
      });
      setChanges({});
    },
  });
  return (
    <form
      className={`${styles.form} ${styles.narrow}`}
      aria-label={t('projects.quota.heading')}
      onSubmit={event => {
        event.preventDefault();
        if (read.ok) save.mutate(read.value);
      }}
    >
      <div>
        <h2 className={styles.part}>{t('projects.quota.heading')}</h2>
        <p className={styles.quiet}>{t('projects.quota.why')}</p>
        <p className={styles.quiet}>
          {quota.isDefault && t('projects.quota.isDefault')}
        </p>
      </div>
      {KEYS.map(key => {
        const kind = FIELDS[key];
        const message = problemOf(key);
        return (
          <div key={key}>
            <TextField
              label={t(`projects.quota.kind.${kind}`)}
              description={t('projects.quota.held', {
                amount: heldText(kind, quota.held[kind]),
              })}
              placeholder={t('projects.quota.unbounded')}
              value={written[key] ?? ''}
              isReadOnly={!mayUpdate}
              isInvalid={message !== undefined}
              onChange={value => {
                save.reset();
                setChanges(before => ({ ...before, [key]: value }));
              }}
            />
            {message !== undefined && (
              <Alert role="alert" status="danger" icon title={message} />
            )}
          </div>
        );
      })}
      {save.isError && <ErrorPanel error={save.error} />}
      {save.isSuccess && !isChanged && (
        <p role="status" className={styles.quiet}>
          {t('projects.quota.saved')}
        </p>
      )}
      {mayUpdate && (
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isChanged || !read.ok}
            isPending={save.isPending}
          >
            {t('projects.quota.save')}
          </Button>
          {isChanged && (
            <Button variant="secondary" onPress={() => setChanges({})}>
              {t('projects.settings.discard')}
            </Button>
          )}
          {!isChanged && !quota.isDefault && (
            <Button
              variant="secondary"
              isDisabled={save.isPending}
              onPress={() => save.mutate(null)}
            >
              {t('projects.quota.reset')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
