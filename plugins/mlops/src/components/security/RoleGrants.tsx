import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ADMIN_ROLE,
  roleUpdatePermission,
  type RoleDetail,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useUnsavedGuard } from '../../hooks/useUnsavedGuard';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { UnsavedDialog } from '../shared/UnsavedDialog';
import { GrantChanges } from './GrantChanges';
import { GrantMatrix } from './GrantMatrix';
import { useGrantDraft } from './useGrantDraft';
import styles from './Security.module.css';

/** The matrix of a role with what was changed in it and not saved. */
export function RoleGrants(props: {
  role: RoleDetail;
  /** There is nothing left to save. */
  isGone: boolean;
}) {
  const { role, isGone } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const mayUpdate = usePermitted(roleUpdatePermission);
  const grants = useGrantDraft(role);
  const { changed, save, load } = grants;
  const guard = useUnsavedGuard(changed.length > 0 && !isGone, ['tab', 'role']);
  if (role.name === ADMIN_ROLE) {
    return <Alert status="info" icon title={t('security.adminWhy')} />;
  }
  return (
    <div className={styles.column}>
      <GrantMatrix
        role={role.title}
        kind={role.kind}
        draft={grants.draft}
        stored={grants.stored}
        readOnly={!mayUpdate || save.isPending}
        onChange={grants.set}
      />
      {grants.isOutdated && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('security.matrix.conflict')}
          description={t('security.matrix.conflictWhy')}
          customActions={
            <Button
              size="small"
              variant="secondary"
              isPending={load.isPending}
              onPress={() => load.mutate()}
            >
              {t('security.matrix.load')}
            </Button>
          }
        />
      )}
      {load.isError && <ErrorPanel error={load.error} />}
      {save.isError && !grants.isOutdated && <ErrorPanel error={save.error} />}
      {save.isSuccess && changed.length === 0 && (
        <p role="status" className={styles.quiet}>
          {t('security.matrix.saved')}
        </p>
      )}
      {changed.length > 0 && (
        <div className={styles.bar}>
          <GrantChanges
            changed={changed}
            stored={grants.stored}
            draft={grants.draft}
            onUndo={grants.undo}
          />
          <Button
            variant="primary"
            isPending={save.isPending}
            onPress={() => save.mutate()}
          >
            {t('security.matrix.save', { count: changed.length })}
          </Button>
          <Button variant="secondary" onPress={grants.discard}>
            {t('security.matrix.discard')}
          </Button>
        </div>
      )}
      <UnsavedDialog
        guard={guard}
        what={t('security.matrix.unsaved', {
          count: changed.length,
          role: role.title,
        })}
      />
    </div>
  );
}
