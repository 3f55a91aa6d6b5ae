import { useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Role } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { NamedDialog } from '../shared/NamedDialog';
import { SearchChoice, type Choice } from '../shared/SearchChoice';

/** Roles that are offered at most. */
const OFFERED = 20;

/** Makes a role, with the grants of any other one or with none, or gives one another title and description. */
export function RoleDialog(props: {
  /** Absent: a new one. */
  role?: Role;
  onClose(): void;
  onSaved(name: string): void;
}) {
  const { role, onClose, onSaved } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [copied, setCopied] = useState<Choice | null>(null);
  const findRoles = async (search: string, signal: AbortSignal) => {
    const { items } = await api.listRoles({
      query: { limit: OFFERED, ...(search && { search }) },
      signal,
    });
    return items.map(({ name, title, kind }) => ({
      id: name,
      label: title,
      description: t(`security.kind.${kind}`),
    }));
  };
  return (
    <NamedDialog
      header={
        role
          ? t('security.roleDialog.editTitle', { name: role.title })
          : t('security.roleDialog.newTitle')
      }
      named={role}
      onSave={({ name, ...words }) =>
        role
          ? api.updateRole({ params: { role: name }, body: words })
          : api.createRole({
              body: { name, ...words, ...(copied && { copyOf: copied.id }) },
            })
      }
      onClose={onClose}
      onSaved={onSaved}
    >
      {!role && (
        <SearchChoice
          label={t('security.roleDialog.copyOf')}
          placeholder={t('security.roleDialog.copyNone')}
          value={copied}
          find={findRoles}
          onChange={setCopied}
        />
      )}
    </NamedDialog>
  );
}
