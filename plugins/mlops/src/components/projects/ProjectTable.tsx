import { useRef, useState } from 'react';
import clsx from 'clsx';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@mlops/plugin-mlops-common';
import { projectRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useListShortcuts } from '../runs/useListShortcuts';
import { JoinButton } from './JoinButton';
import styles from './Projects.module.css';

function sourceOf({ source, goneSince }: Project) {
  return goneSince === null ? source : 'gone';
}

export function ProjectTable({ projects }: { projects: Project[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const navigate = useNavigate();
  const projectPath = useRouteRef(projectRouteRef);
  const table = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const hrefOf = (name: string) => projectPath?.({ name }) ?? '/';
  useListShortcuts({
    ids: projects.map(({ name }) => name),
    current,
    onMove: name => {
      setCurrent(name);
      table.current
        ?.querySelector<HTMLElement>(`[data-project="${CSS.escape(name)}"] a`)
        ?.focus();
    },
    onOpen: name => navigate(hrefOf(name)),
  });
  return (
    <table
      ref={table}
      className={styles.table}
      aria-label={t('projects.title')}
    >
      <thead>
        <tr>
          <th scope="col">{t('projects.column.name')}</th>
          <th scope="col">{t('projects.column.about')}</th>
          <th scope="col" className={styles.number}>
            {t('projects.column.members')}
          </th>
          <th scope="col">{t('projects.column.role')}</th>
          <th scope="col">{t('projects.column.source')}</th>
        </tr>
      </thead>
      <tbody>
        {projects.map(project => (
          <tr
            key={project.name}
            data-project={project.name}
            className={clsx(project.name === current && styles.current)}
          >
            <th scope="row">
              <Link href={hrefOf(project.name)}>{project.title}</Link>
            </th>
            <td className={styles.quiet}>{project.description}</td>
            <td className={styles.number}>{project.memberCount}</td>
            <td>
              {project.myRole ? (
                t(`projects.role.${project.myRole}`)
              ) : (
                <JoinButton project={project} />
              )}
            </td>
            <td className={styles.quiet}>
              {t(`projects.source.${sourceOf(project)}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
