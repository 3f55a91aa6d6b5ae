import { useSearchParams } from 'react-router-dom';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { MetricsOverRuns } from './MetricsOverRuns';
import { RunMetrics } from './RunMetrics';
import styles from './MetricsPanel.module.css';

/** What a run measured, in itself and beside the runs before it; absent where nothing was measured. */
export function MetricsPanel(props: {
  run: Run;
  onSelect(name: string): void;
}) {
  const { run, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [search, setSearch] = useSearchParams();
  const measured = run.tasks.some(
    ({ metrics }) => Object.keys(metrics).length > 0,
  );
  if (!measured) return null;
  const overRuns = search.get('metrics') === 'runs';

  return (
    <section className={styles.panel} aria-label={t('run.metrics.title')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('run.metrics.title')}</h2>
        <ToggleButtonGroup
          aria-label={t('run.metrics.which')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[overRuns ? 'runs' : 'run']}
          onSelectionChange={keys =>
            setSearch(
              before => {
                const after = new URLSearchParams(before);
                if (keys.has('runs')) after.set('metrics', 'runs');
                else after.delete('metrics');
                return after;
              },
              { replace: true },
            )
          }
        >
          <ToggleButton id="run">{t('run.metrics.thisRun')}</ToggleButton>
          <ToggleButton id="runs">{t('run.metrics.overRuns')}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      {overRuns ? (
        <MetricsOverRuns pipelineId={run.pipeline.id} until={run.id} />
      ) : (
        <RunMetrics tasks={run.tasks} onSelect={onSelect} />
      )}
    </section>
  );
}
