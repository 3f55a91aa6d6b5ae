import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ADMIN_ROLE, type RoleDetail } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { PersonForm } from '../shared/PersonForm';

/** Gives somebody a role; that of administrators only after a second look. */
export function AddRoleMember({ role }: { role: RoleDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [asking, setAsking] = useState<{
    member: string;
    onAdded(): void;
  } | null>(null);
  const add = useMutation({
    mutationFn: async ({ member }: { member: string; onAdded(): void }) => {
      await api.addRoleMember({ params: { role: role.name, member } });
      await client.invalidateQueries({ queryKey: ['mlops'] });
    },
    onSuccess: (_, { onAdded }) => {
      setAsking(null);
      onAdded();
    },
  });
  const isAdmin = role.name === ADMIN_ROLE;
  return (
    <>
      <PersonForm
        label={t('security.members.who')}
        isPending={add.isPending}
        error={asking === null ? add.error : null}
        onAdd={(member, onAdded) =>
          isAdmin
            ? setAsking({ member, onAdded })
            : add.mutate({ member, onAdded })
        }
      />
      <ConfirmDialog
        title={t('security.members.adminTitle', {
          member: asking?.member ?? '',
        })}
        confirm={t('security.members.adminConfirm')}
        isOpen={asking !== null}
        isPending={add.isPending}
        error={add.error}
        onClose={() => {
          add.reset();
          setAsking(null);
        }}
        onConfirm={() => asking && add.mutate(asking)}
      >
        <p>{t('security.members.adminWhat')}</p>
      </ConfirmDialog>
    </>
  );
}
