import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RoleDetail, RoleMember } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { RelativeTime } from '../shared/RelativeTime';
import { EntityLink } from './EntityLink';
import styles from './Security.module.css';

/** Who has a role, and who gave it when. What the configuration or the suite gave is not taken away here. */
export function RoleMemberRow(props: {
  role: RoleDetail;
  member: RoleMember;
  mayUpdate: boolean;
}) {
  const { role, mayUpdate } = props;
  const { member, source, addedBy, addedAt } = props.member;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: async () => {
      await api.removeRoleMember({ params: { role: role.name, member } });
      await client.invalidateQueries({ queryKey: ['mlops'] });
    },
  });
  return (
    <tr>
      <th scope="row">
        <EntityLink entityRef={member} />
      </th>
      <td>
        {addedBy === null ? (
          <span className={styles.quiet}>
            {t(`security.members.by.${source}`)}
          </span>
        ) : (
          <EntityLink entityRef={addedBy} />
        )}
      </td>
      <td>{addedAt === null ? '–' : <RelativeTime value={addedAt} />}</td>
      <td className={styles.action}>
        {source === 'portal' && mayUpdate && (
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiCloseLine aria-hidden />}
            aria-label={t('security.members.remove', { member })}
            onPress={() => setAsking(true)}
          />
        )}
        <ConfirmDialog
          title={t('security.members.removeTitle', {
            member,
            role: role.title,
          })}
          confirm={t('security.members.removeConfirm')}
          isOpen={asking}
          isPending={remove.isPending}
          error={remove.error}
          onClose={() => {
            remove.reset();
            setAsking(false);
          }}
          onConfirm={() => remove.mutate()}
        >
          <p>{t('security.members.removeWhat')}</p>
        </ConfirmDialog>
      </td>
    </tr>
  );
}
