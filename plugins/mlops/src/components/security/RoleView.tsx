import { useEffect, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  ADMIN_ROLE,
  roleDeletePermission,
  roleUpdatePermission,
  type RoleDetail,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePermitted } from '../../hooks/usePermitted';
import { securityRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { FailedPage } from '../shared/FailedPage';
import { RoleDialog } from './RoleDialog';
import { RoleGrants } from './RoleGrants';
import { RoleMembers } from './RoleMembers';
import styles from './Security.module.css';

/** One role: what it is, what it grants, who has it. */
export function RoleView(props: { name: string; onGone(): void }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const here = useRouteRef(securityRouteRef)?.() ?? '';
  const role = useQuery({
    queryKey: queryKeys.role(props.name),
    queryFn: ({ signal }) =>
      api.getRole({ params: { role: props.name }, signal }),
  });
  if (role.data) {
    return (
      <Loaded key={role.data.name} role={role.data} onGone={props.onGone} />
    );
  }
  if (role.isError) {
    return (
      <FailedPage
        error={role.error}
        missing={{
          title: t('security.roles.missing', { name: props.name }),
          description: t('security.roles.missingWhy'),
        }}
        back={{ label: t('security.roles.toList'), href: here }}
        onRetry={() => role.refetch()}
      />
    );
  }
  return <Skeleton width="100%" height={480} />;
}

function Loaded({ role, onGone }: { role: RoleDetail; onGone(): void }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [isGone, setGone] = useState(false);
  // Only after the matrix knows of it, which else would ask about changes that nobody can save any more.
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone, onGone]);
  return (
    <article className={styles.column} aria-label={role.title}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.name}>{role.title}</h2>
          <p className={styles.quiet}>
            {[
              role.title === role.name ? '' : role.name,
              t(`security.kind.${role.kind}`),
              role.description ??
                (role.name === ADMIN_ROLE
                  ? ''
                  : t(`security.kindWhy.${role.kind}`)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Actions role={role} onGone={() => setGone(true)} />
      </header>
      <RoleGrants role={role} isGone={isGone} />
      {role.kind === 'project' ? (
        <p className={styles.quiet}>{t('security.members.inProjects')}</p>
      ) : (
        <RoleMembers role={role} />
      )}
    </article>
  );
}

function Actions({ role, onGone }: { role: RoleDetail; onGone(): void }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const mayUpdate = usePermitted(roleUpdatePermission);
  const mayDelete = usePermitted(roleDeletePermission);
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const remove = useMutation({
    mutationFn: () => api.deleteRole({ params: { role: role.name } }),
    onSuccess: async () => {
      onGone();
      await client.invalidateQueries({ queryKey: ['mlops', 'roles'] });
    },
  });
  return (
    <div className={styles.actions}>
      {mayUpdate && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setOpen('edit')}
        >
          {t('security.roles.edit')}
        </Button>
      )}
      {mayDelete && role.kind === 'custom' && (
        <Button
          size="small"
          variant="secondary"
          destructive
          onPress={() => setOpen('delete')}
        >
          {t('security.roles.delete')}
        </Button>
      )}
      {open === 'edit' && (
        <RoleDialog
          role={role}
          onClose={() => setOpen(null)}
          onSaved={() => setOpen(null)}
        />
      )}
      <ConfirmDialog
        title={t('security.roles.deleteTitle', { name: role.title })}
        confirm={t('security.roles.deleteConfirm')}
        isOpen={open === 'delete'}
        isPending={remove.isPending}
        error={remove.error}
        onClose={() => setOpen(null)}
        onConfirm={() => remove.mutate()}
      >
        <p>{t('security.roles.deleteWhat', { count: role.memberCount })}</p>
      </ConfirmDialog>
    </div>
  );
}
