import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiEqualizerLine,
  RiPlayListAddLine,
  RiRepeatLine,
  RiRestartLine,
  RiSkipForwardLine,
  RiSparklingLine,
} from '@remixicon/react';
import { isFinal, type Run, type RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RerunDialog } from './RerunDialog';
import { remaining } from './remaining';
import type { useRunActions } from './useRunActions';

/** The ways to run again: as it was, only what is missing, from a task on, or changed. */
export function RerunMenu(props: {
  run: Run;
  /** The selected task. */
  task: RunTask | null;
  actions: ReturnType<typeof useRunActions>;
}) {
  const { run, task, actions } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [asking, setAsking] = useState(false);
  const final = isFinal(run.status);
  const missing = final ? remaining(run.tasks) : 0;
  const kept = run.tasks.length - missing;
  const done = task?.status === 'succeeded' || task?.status === 'reused';

  return (
    <>
      <MenuTrigger>
        <Button
          size="small"
          variant={final ? 'primary' : 'secondary'}
          iconStart={<RiRestartLine aria-hidden />}
          iconEnd={<RiArrowDownSLine aria-hidden />}
          isPending={actions.rerunning}
        >
          {t('run.header.rerun')}
        </Button>
        <Menu placement="bottom end">
          <MenuItem
            iconStart={<RiRepeatLine aria-hidden />}
            onAction={() => actions.rerun()}
          >
            {t('run.rerun.same')}
          </MenuItem>
          {missing > 0 && kept > 0 && (
            <MenuItem
              iconStart={<RiSkipForwardLine aria-hidden />}
              onAction={() => actions.rerun({ execute: 'failed' })}
            >
              {t('run.rerun.failed', { kept: String(kept) })}
            </MenuItem>
          )}
          {final && task && done && task.dependsOn.length > 0 && (
            <MenuItem
              iconStart={<RiPlayListAddLine aria-hidden />}
              onAction={() => actions.rerun({ from: task.name })}
            >
              {t('run.rerun.from', { task: task.title })}
            </MenuItem>
          )}
          <MenuItem
            iconStart={<RiSparklingLine aria-hidden />}
            onAction={() => actions.rerun({ revision: 'newest' })}
          >
            {t('run.rerun.newest')}
          </MenuItem>
          {Object.keys(run.parameters).length > 0 && (
            <MenuItem
              iconStart={<RiEqualizerLine aria-hidden />}
              onAction={() => setAsking(true)}
            >
              {t('run.rerun.parameters')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {asking && <RerunDialog run={run} onClose={() => setAsking(false)} />}
    </>
  );
}
