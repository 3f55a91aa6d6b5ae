import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PROJECT_ROLES, type ProjectRole } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from '../projects/Projects.module.css';

/** Chooses a role in a project group; each says what it is for. */
export function RoleSelect(props: {
  label: string;
  value: ProjectRole;
  isDisabled?: boolean;
  onChange(role: ProjectRole): void;
}) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <select
      aria-label={props.label}
      className={styles.select}
      title={t(`projects.roleWhy.${props.value}`)}
      value={props.value}
      disabled={props.isDisabled}
      onChange={event => {
        const role = PROJECT_ROLES.find(one => one === event.target.value);
        if (role) props.onChange(role);
      }}
    >
      {PROJECT_ROLES.map(role => (
        <option key={role} value={role} title={t(`projects.roleWhy.${role}`)}>
          {t(`projects.role.${role}`)}
        </option>
      ))}
    </select>
  );
}
