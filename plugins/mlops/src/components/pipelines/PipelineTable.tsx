import { useRef, useState } from 'react';
import clsx from 'clsx';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Pipeline } from '@mlops/plugin-mlops-common';
import { pipelineRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import { useListShortcuts } from '../runs/useListShortcuts';
import { ProjectLink } from '../shared/ProjectLink';
import { formatDuration } from '../shared/formatDuration';
import { RunSquares } from './RunSquares';
import styles from './PipelineList.module.css';

export function PipelineTable({ pipelines }: { pipelines: Pipeline[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const navigate = useNavigate();
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const table = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const hrefOf = (id: string) => pipelinePath?.({ id }) ?? '/';
  useListShortcuts({
    ids: pipelines.map(({ id }) => id),
    current,
    onMove: id => {
      setCurrent(id);
      table.current
        ?.querySelector<HTMLElement>(`[data-pipeline="${CSS.escape(id)}"] a`)
        ?.focus();
    },
    onOpen: id => navigate(hrefOf(id)),
  });
  return (
    <table
      ref={table}
      className={styles.table}
      aria-label={t('pipelines.title')}
    >
      <thead>
        <tr>
          <th scope="col">{t('pipelines.column.name')}</th>
          <th scope="col">{t('pipelines.column.project')}</th>
          <th scope="col">{t('pipelines.column.owner')}</th>
          <th scope="col">{t('pipelines.column.lastRuns')}</th>
          <th scope="col" className={styles.number}>
            {t('pipelines.column.median')}
          </th>
        </tr>
      </thead>
      <tbody>
        {pipelines.map(pipeline => (
          <tr
            key={pipeline.id}
            data-pipeline={pipeline.id}
            className={clsx(pipeline.id === current && styles.current)}
          >
            <th scope="row">
              <Link href={hrefOf(pipeline.id)}>{pipeline.title}</Link>
            </th>
            <td>
              <ProjectLink project={pipeline.project} />
            </td>
            <td className={styles.quiet}>
              {pipeline.createdBy === null
                ? t('pipelines.fromGit')
                : personName(pipeline.createdBy)}
            </td>
            <td>
              <RunSquares runs={pipeline.lastRuns} />
            </td>
            <td className={styles.number}>
              {pipeline.medianDurationMs !== null &&
                formatDuration(pipeline.medianDurationMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
