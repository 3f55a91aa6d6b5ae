import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExplainedGrant, Explanation } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RoleLink } from './RoleLink';
import { usePermissionWords } from './usePermissionWords';
import styles from './Security.module.css';

/** The answer, and the grants that lead to it. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { scopeWord } = usePermissionWords();
  const { allowed, known, user, object, grants, otherRoles } = explanation;
  const about = object && {
    title: object.title,
    project: object.project ?? '–',
  };
  return (
    <section className={styles.column} aria-live="polite">
      <Alert
        status={allowed ? 'success' : 'warning'}
        icon
        title={t(`security.explain.${allowed ? 'yes' : 'no'}`, { user })}
        description={[
          about ? t('security.explain.about', about) : '',
          known ? '' : t('security.explain.unknown', { user }),
        ]
          .filter(Boolean)
          .join(' ')}
      />
      <h3 className={styles.group}>{t('security.explain.grants')}</h3>
      {grants.length === 0 && (
        <p className={styles.quiet}>{t('security.explain.noGrants')}</p>
      )}
      {grants.length > 0 && (
        <ul className={styles.ways}>
          {grants.map(grant => (
            <li key={`${grant.role} ${grant.project} ${grant.member}`}>
              <Way grant={grant} user={user} />
            </li>
          ))}
        </ul>
      )}
      {!allowed && otherRoles.length > 0 && (
        <>
          <h3 className={styles.group}>{t('security.explain.others')}</h3>
          <ul className={styles.ways}>
            {otherRoles.map(({ role, roleTitle, scope, project }) => (
              <li key={`${role} ${project}`}>
                <RoleLink role={role} title={roleTitle} />
                {project !== null &&
                  ` ${t('security.explain.inProject', { project })}`}{' '}
                ({t('security.explain.reach')}: {scopeWord(scope)})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Way({ grant, user }: { grant: ExplainedGrant; user: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { role, roleTitle, project, member, applies, because } = grant;
  return (
    <>
      <strong>
        {t(`security.explain.${applies ? 'applies' : 'appliesNot'}`)}:
      </strong>{' '}
      <RoleLink role={role} title={roleTitle} />
      {project !== null && ` ${t('security.explain.inProject', { project })}`}
      {member !== user && `, ${t('security.explain.through', { member })}`}
      {' – '}
      {t(`security.explain.because.${because}`)}
    </>
  );
}
