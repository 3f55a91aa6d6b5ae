import { useSearchParams } from 'react-router-dom';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  auditReadPermission,
  roleReadPermission,
  securityPagePermission,
  userReadPermission,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { PermittedPage } from '../shared/PermittedPage';
import { AuditTab } from './AuditTab';
import { ExplainTab } from './ExplainTab';
import { RolesTab } from './RolesTab';
import { UsersTab } from './UsersTab';
import styles from './Security.module.css';

const TABS = [
  ['roles', RolesTab],
  ['users', UsersTab],
  ['explain', ExplainTab],
  ['audit', AuditTab],
] as const;

/** Who may do what, and how it came about. */
export function SecurityPage() {
  return (
    <PermittedPage permission={securityPagePermission}>
      <Content />
    </PermittedPage>
  );
}

function Content() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [query, setQuery] = useSearchParams();
  const mayRead = {
    roles: usePermitted(roleReadPermission),
    users: usePermitted(userReadPermission),
    explain: usePermitted(roleReadPermission),
    audit: usePermitted(auditReadPermission),
  };
  const tabs = TABS.filter(([name]) => mayRead[name]);
  const wanted = query.get('tab');
  const [selected] = tabs.find(([name]) => name === wanted) ?? tabs[0] ?? [''];
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('security.title')}</h1>
      <Tabs
        selectedKey={selected}
        onSelectionChange={key =>
          // What another tab was asked has nothing to say here.
          setQuery(key === 'roles' ? {} : { tab: String(key) })
        }
      >
        <TabList aria-label={t('security.tabs.label')}>
          {tabs.map(([name]) => (
            <Tab key={name} id={name}>
              {t(`security.tabs.${name}`)}
            </Tab>
          ))}
        </TabList>
        {tabs.map(([name, Panel]) => (
          <TabPanel key={name} id={name}>
            {name === selected && <Panel />}
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}
