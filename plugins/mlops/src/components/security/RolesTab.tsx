import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { roleCreatePermission } from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { RoleDialog } from './RoleDialog';
import { RoleList } from './RoleList';
import { RoleView } from './RoleView';
import styles from './Security.module.css';

/** The roles on the left, the chosen one beside them. */
export function RolesTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [role, setRole] = useQueryState('role');
  const [making, setMaking] = useState(false);
  const mayCreate = usePermitted(roleCreatePermission);
  return (
    <div className={styles.sides}>
      <div className={styles.column}>
        {mayCreate && (
          <Button variant="secondary" onPress={() => setMaking(true)}>
            {t('security.roles.new')}
          </Button>
        )}
        <RoleList selected={role} onSelect={setRole} />
      </div>
      {role === '' ? (
        <EmptyState
          title={t('security.roles.choose')}
          description={t('security.roles.chooseWhy')}
        />
      ) : (
        <RoleView name={role} onGone={() => setRole('')} />
      )}
      {making && (
        <RoleDialog
          onClose={() => setMaking(false)}
          onSaved={name => {
            setMaking(false);
            setRole(name);
          }}
        />
      )}
    </div>
  );
}
