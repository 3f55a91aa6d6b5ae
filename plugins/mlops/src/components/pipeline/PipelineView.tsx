import { useEffect } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Button, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineDetail } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { CatalogLink } from '../catalog/CatalogLink';
import { PipelineGraph } from '../graph/PipelineGraph';
import { CopyBlock } from '../run/CopyBlock';
import { RunsTable } from '../runs/RunsTable';
import { ErrorPanel } from '../shared/ErrorPanel';
import { Revisions } from './Revisions';
import { useRunPipeline } from './useRunPipeline';
import styles from './PipelineView.module.css';

const TABS = ['graph', 'runs', 'revisions', 'definition'] as const;

export function PipelineView({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [query, setQuery] = useSearchParams();
  const tab = TABS.find(name => name === query.get('tab')) ?? 'graph';
  const { mayRun, run, isPending, error, dialog } = useRunPipeline(pipeline);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const busy =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [role="dialog"]');
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === 'r' && plain && !busy && mayRun) run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{pipeline.title}</h1>
          <p className={styles.about}>
            {[pipeline.project, pipeline.description]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div className={styles.actions}>
          <CatalogLink pipeline={pipeline} />
          {mayRun && (
            <Button variant="primary" isPending={isPending} onPress={run}>
              {t('common.run')}
            </Button>
          )}
        </div>
      </header>
      {error && <ErrorPanel error={error} />}
      {dialog}
      <Tabs
        selectedKey={tab}
        onSelectionChange={key =>
          setQuery(key === 'graph' ? {} : { tab: String(key) }, {
            replace: true,
          })
        }
      >
        <TabList aria-label={t('pipelines.tabs.label')}>
          {TABS.map(name => (
            <Tab key={name} id={name}>
              {t(`pipelines.tabs.${name}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="graph">
          <div className={styles.graph}>
            <PipelineGraph tasks={pipeline.tasks} />
          </div>
        </TabPanel>
        <TabPanel id="runs">
          <RunsTable pipelineId={pipeline.id} />
        </TabPanel>
        <TabPanel id="revisions">
          <Revisions pipelineId={pipeline.id} current={pipeline.revision} />
        </TabPanel>
        <TabPanel id="definition">
          <div className={styles.definition}>
            <CopyBlock
              text={pipeline.yaml}
              label={t('pipelines.tabs.definition')}
            />
          </div>
        </TabPanel>
      </Tabs>
    </div>
  );
}
