import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type NavContentComponentProps,
  type NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { usePermittedPages } from '@mlops/plugin-mlops';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { Logo } from './Logo';
import { navTranslationRef } from './navTranslationRef';

/** Pages that have words of their own in the sidebar, in the order in which they stand there. */
const WORK = [
  ['page:mlops', 'home'],
  ['page:mlops/pipelines', 'pipelines'],
  ['page:mlops/runs', 'runs'],
] as const;
const ADMINISTRATION = [
  ['page:mlops/projects', 'projects'],
  ['page:mlops/security', 'security'],
  ['page:mlops/nodes', 'nodes'],
] as const;
const PORTAL = [
  ['page:catalog', 'catalog'],
  ['page:scaffolder', 'scaffolder'],
  ['page:catalog-graph', 'catalogGraph'],
] as const;

/** Not entries of their own: search has its field, the others their places at the bottom. */
const ELSEWHERE = ['page:search', 'page:notifications', 'page:user-settings'];

/** The content of the sidebar. */
export function NavContent({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(navTranslationRef);
  ELSEWHERE.forEach(id => navItems.take(id));
  const permitted = usePermittedPages();
  const entry = ([id, word]: (
    | typeof WORK
    | typeof ADMINISTRATION
    | typeof PORTAL
  )[number]) => {
    const item = navItems.take(id);
    const isShown = !id.startsWith('page:mlops') || permitted.has(id);
    return item && isShown && <Entry key={id} item={item} title={t(word)} />;
  };
  const administration = ADMINISTRATION.map(entry).filter(Boolean);
  return (
    <Sidebar>
      <Logo />
      <SidebarGroup label={t('search')} icon={<RiSearchLine />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('menu')} icon={<RiMenuLine />}>
        {WORK.map(entry)}
        {administration.length > 0 && <SidebarDivider />}
        {administration}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {PORTAL.map(entry)}
          {navItems.rest().map(item => (
            <Entry key={item.node.spec.id} item={item} title={item.title} />
          ))}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem text={t('notifications')} />
      <SidebarDivider />
      <SidebarGroup
        label={t('settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        <SidebarItem
          icon={() => <UserSettingsSignInAvatar />}
          to="/settings"
          text={t('settings')}
        />
      </SidebarGroup>
    </Sidebar>
  );
}

function Entry({ item, title }: { item: NavContentNavItem; title: string }) {
  return <SidebarItem icon={() => item.icon} to={item.href} text={title} />;
}
