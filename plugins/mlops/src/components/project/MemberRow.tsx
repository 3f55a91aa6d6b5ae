import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project, ProjectMember } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from '../projects/Projects.module.css';
import { EntityLink } from '../security/EntityLink';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RelativeTime } from '../shared/RelativeTime';
import { RoleSelect } from './RoleSelect';
import { useMemberChanges } from './useMemberChanges';

/** A member with their role. What the definition of the group says is changed there. */
export function MemberRow(props: {
  project: Project;
  member: ProjectMember;
  mayUpdate: boolean;
  isMe: boolean;
}) {
  const { project, member, mayUpdate, isMe } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { set, remove, leave } = useMemberChanges(project);
  const [asking, setAsking] = useState(false);
  const ending = mayUpdate ? remove : leave;
  const isOurs = member.source === 'portal';
  const name = member.member;
  return (
    <tr>
      <th scope="row">
        <EntityLink entityRef={name} />
      </th>
      <td>
        {mayUpdate ? (
          <RoleSelect
            label={`${t('projects.members.role')}: ${name}`}
            value={member.role}
            isDisabled={set.isPending}
            onChange={role => set.mutate({ member: name, role })}
          />
        ) : (
          <span title={t(`projects.roleWhy.${member.role}`)}>
            {t(`projects.role.${member.role}`)}
          </span>
        )}
        {set.isError && <ErrorPanel error={set.error} />}
      </td>
      <td className={styles.quiet}>
        {isOurs
          ? member.addedAt && <RelativeTime value={member.addedAt} />
          : t('projects.members.catalog')}
      </td>
      <td>
        {isOurs && (mayUpdate || isMe) && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={
              isMe ? undefined : t('projects.members.remove', { member: name })
            }
            onPress={() => setAsking(true)}
          >
            {isMe ? t('projects.leave') : t('projects.members.removeConfirm')}
          </Button>
        )}
        <ConfirmDialog
          title={t('projects.members.removeTitle', {
            member: name,
            name: project.title,
          })}
          confirm={t('projects.members.removeConfirm')}
          isOpen={asking}
          isPending={ending.isPending}
          error={ending.error}
          onClose={() => {
            ending.reset();
            setAsking(false);
          }}
          onConfirm={() => (mayUpdate ? remove.mutate(name) : leave.mutate())}
        >
          <p>{t('projects.members.removeWhat')}</p>
        </ConfirmDialog>
      </td>
    </tr>
  );
}
