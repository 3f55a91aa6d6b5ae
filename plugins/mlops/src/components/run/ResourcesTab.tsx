import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@backstage/ui';
import {
  isFinal,
  parseResources,
  type Attempt,
  type Run,
  type RunTask,
} from '@mlops/plugin-mlops-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { formatBytes } from '../shared/formatBytes';
import { useLanguage } from '../shared/useLanguage';
import { UsageChart } from './UsageChart';
import { useTaskPlan } from './useTaskPlan';
import styles from './tabs.module.css';

/** Milliseconds between looks at a running attempt. */
const POLL = 5_000;

/** What an attempt used over time, against what it asked for and what it may use. */
export function ResourcesTab(props: {
  run: Run;
  task: RunTask;
  attempt: Attempt | null;
}) {
  const { run, task, attempt } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const language = useLanguage();
  const number = attempt?.attempt ?? 0;
  const usage = useQuery({
    queryKey: queryKeys.usage(run.id, task.name, number),
    queryFn: ({ signal }) =>
      api.getUsage({
        params: { id: run.id, task: task.name },
        query: { attempt: number },
        signal,
      }),
    enabled: attempt !== null,
    refetchInterval: attempt && !isFinal(attempt.status) ? POLL : false,
  });
  const plan = useTaskPlan(run.id, task.name);
  const planned = plan.data ? parseResources(plan.data.resources) : null;
  const resources = planned?.ok ? planned.value : {};

  if (usage.isError) {
    return <ErrorPanel error={usage.error} onRetry={() => usage.refetch()} />;
  }
  if (attempt !== null && usage.isPending) {
    return (
      <div className={styles.tab}>
        <Skeleton width="100%" height={160} />
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  const samples = usage.data?.items ?? [];
  if (samples.length === 0) {
    return (
      <EmptyState
        title={t('run.resources.empty')}
        description={t('run.resources.emptyWhy')}
      />
    );
  }
  const millicores = resources.cpu;
  return (
    <div className={styles.tab}>
      <UsageChart
        title={t('run.resources.cpu')}
        samples={samples.map(({ at, cpuCores }) => ({ at, value: cpuCores }))}
        request={millicores ? millicores.requestMillicores / 1_000 : null}
        limit={millicores ? millicores.limitMillicores / 1_000 : null}
        format={value => t('run.resources.cores', { value: value.toFixed(2) })}
        formatTick={value => value.toLocaleString(language)}
      />
      <UsageChart
        title={t('run.resources.memory')}
        samples={samples.map(({ at, memoryBytes }) => ({
          at,
          value: memoryBytes,
        }))}
        request={resources.memory?.requestBytes ?? null}
        limit={resources.memory?.limitBytes ?? null}
        base={2}
        format={formatBytes}
        formatTick={formatBytes}
      />
    </div>
  );
}
