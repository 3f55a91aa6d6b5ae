import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { securityRouteRef } from '../../routes';

/** The way to a role. */
export function RoleLink({ role, title }: { role: string; title: string }) {
  const here = useRouteRef(securityRouteRef)?.() ?? '';
  return <Link href={`${here}?${new URLSearchParams({ role })}`}>{title}</Link>;
}
