import { useSearchParams } from 'react-router-dom';
import { Alert, Link, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  auditReadPermission,
  settingReadPermission,
  type Project,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { JoinButton } from '../projects/JoinButton';
import { ownerOf } from '../projects/ownerOf';
import styles from '../projects/Projects.module.css';
import { AuditList } from '../security/AuditList';
import { MembersTab } from './MembersTab';
import { OverviewTab } from './OverviewTab';
import { ProjectActions } from './ProjectActions';
import { ProjectSettingsTab } from './ProjectSettingsTab';

const TABS = ['overview', 'members', 'settings', 'audit'] as const;

export function ProjectView({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [query, setQuery] = useSearchParams();
  const may = {
    overview: true,
    members: true,
    settings: usePermitted(settingReadPermission, ownerOf(project)),
    audit: usePermitted(auditReadPermission),
  };
  const tabs = TABS.filter(name => may[name]);
  const selected = tabs.find(name => name === query.get('tab')) ?? 'overview';
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{project.title}</h1>
          <p className={styles.about}>
            <code>{project.name}</code>
            {project.myRole && (
              <span title={t(`projects.roleWhy.${project.myRole}`)}>
                {`${t('projects.column.role')}: ${t(
                  `projects.role.${project.myRole}`,
                )}`}
              </span>
            )}
            {project.source === 'catalog' &&
              (project.sourceUrl ? (
                <Link href={project.sourceUrl}>{t('projects.definedIn')}</Link>
              ) : (
                <span>{t('projects.definedIn')}</span>
              ))}
          </p>
          {project.description && (
            <p className={styles.quiet}>{project.description}</p>
          )}
        </div>
        <div className={styles.actions}>
          <JoinButton project={project} />
          <ProjectActions project={project} />
        </div>
      </header>
      {project.goneSince !== null && (
        <Alert
          status="warning"
          icon
          title={t('projects.gone')}
          description={t('projects.goneWhy')}
        />
      )}
      <Tabs
        selectedKey={selected}
        onSelectionChange={key =>
          setQuery(key === 'overview' ? {} : { tab: String(key) }, {
            replace: true,
          })
        }
      >
        <TabList aria-label={t('projects.tabs.label')}>
          {tabs.map(name => (
            <Tab key={name} id={name}>
              {t(`projects.tabs.${name}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="overview">
          <OverviewTab project={project} />
        </TabPanel>
        <TabPanel id="members">
          <MembersTab project={project} />
        </TabPanel>
        {may.settings && (
          <TabPanel id="settings">
            <ProjectSettingsTab project={project} />
          </TabPanel>
        )}
        {may.audit && (
          <TabPanel id="audit">
            <div className={styles.panel}>
              <AuditList
                filter={{ subjectKind: 'project', subject: project.name }}
              />
            </div>
          </TabPanel>
        )}
      </Tabs>
    </div>
  );
}
