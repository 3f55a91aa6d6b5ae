import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project, ProjectRole } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from '../projects/Projects.module.css';
import { PersonForm } from '../shared/PersonForm';
import { RoleSelect } from './RoleSelect';
import { useMemberChanges } from './useMemberChanges';

/** Makes somebody a member. */
export function AddMember({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { set } = useMemberChanges(project);
  const [role, setRole] = useState<ProjectRole>('dev');
  return (
    <div>
      <PersonForm
        label={t('projects.members.who')}
        isPending={set.isPending}
        error={set.error}
        onAdd={(member, onAdded) =>
          set.mutate({ member, role }, { onSuccess: onAdded })
        }
      >
        <RoleSelect
          label={t('projects.members.role')}
          value={role}
          onChange={setRole}
        />
      </PersonForm>
      <p className={styles.quiet}>{t(`projects.roleWhy.${role}`)}</p>
    </div>
  );
}
