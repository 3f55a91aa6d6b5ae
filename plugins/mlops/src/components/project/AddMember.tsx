import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project, ProjectRole } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from '../projects/Projects.module.css';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PersonField } from '../shared/PersonField';
import { RoleSelect } from './RoleSelect';
import { useMemberChanges } from './useMemberChanges';

/** Makes somebody a member. */
export function AddMember({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { set } = useMemberChanges(project);
  const [named, setNamed] = useState('');
  const [role, setRole] = useState<ProjectRole>('dev');
  return (
    <form
      className={styles.actions}
      onSubmit={event => {
        event.preventDefault();
        set.mutate(
          { member: named.trim(), role },
          { onSuccess: () => setNamed('') },
        );
      }}
    >
      <PersonField
        label={t('projects.members.who')}
        description={t('security.members.whoWhy')}
        value={named}
        onChange={setNamed}
      />
      <RoleSelect
        label={t('projects.members.role')}
        value={role}
        onChange={setRole}
      />
      <Button
        type="submit"
        variant="secondary"
        isDisabled={named.trim() === ''}
        isPending={set.isPending}
      >
        {t('projects.members.add')}
      </Button>
      <p className={`${styles.quiet} ${styles.line}`}>
        {t(`projects.roleWhy.${role}`)}
      </p>
      {set.isError && <ErrorPanel error={set.error} />}
    </form>
  );
}
