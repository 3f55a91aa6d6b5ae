import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { projectsPagePermission } from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { projectRouteRef } from '../../routes';

/** The name of a project group, with the way to its page for those who may see it. */
export function ProjectLink({ project }: { project: string }) {
  const path = useRouteRef(projectRouteRef);
  const mayOpen = usePermitted(projectsPagePermission);
  if (!path || !mayOpen) return <>{project}</>;
  return <Link href={path({ name: project })}>{project}</Link>;
}
