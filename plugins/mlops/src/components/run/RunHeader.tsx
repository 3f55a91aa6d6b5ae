import { useState } from 'react';
import {
  Button,
  ButtonIcon,
  Link,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiEraserLine,
  RiLink,
  RiMore2Fill,
  RiStopCircleLine,
} from '@remixicon/react';
import {
  isFinal,
  pipelineRunPermission,
  runClearPermission,
  runDeletePermission,
  runStopPermission,
  type Run,
  type RunTask,
} from '@mlops/plugin-mlops-common';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { pipelineRouteRef, runRouteRef, runsRouteRef } from '../../routes';
import { StateBadge } from '../shared/StateBadge';
import { DeleteRunsDialog } from './DeleteRunsDialog';
import { Elapsed } from './Elapsed';
import { personName } from './personName';
import { RerunMenu } from './RerunMenu';
import type { useRunActions } from './useRunActions';
import styles from './RunHeader.module.css';

/** Which run this is, how it goes, and what can be done with it. */
export function RunHeader(props: {
  run: Run;
  /** The selected task. */
  task: RunTask | null;
  actions: ReturnType<typeof useRunActions>;
}) {
  const { run } = props;
  const runPath = useRouteRef(runRouteRef);
  const { t } = useTranslationRef(mlopsTranslationRef);
  const runsPath = useRouteRef(runsRouteRef);
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const title = `${run.pipeline.title} #${run.number}`;

  return (
    <header className={styles.header}>
      <nav className={styles.trail} aria-label={t('run.header.trail')}>
        <Link href={runsPath?.() ?? ''}>{t('run.header.runs')}</Link>
        <span aria-hidden>/</span>
      </nav>
      <h1 className={styles.title}>
        <Link href={pipelinePath?.({ id: run.pipeline.id }) ?? ''}>
          {run.pipeline.title}
        </Link>{' '}
        #{run.number}
      </h1>
      <StateBadge status={run.status} />
      <span className={styles.facts}>
        <span>
          {run.createdBy === null
            ? t(`run.trigger.${run.trigger}`)
            : t('run.header.by', {
                trigger: t(`run.trigger.${run.trigger}`),
                person: personName(run.createdBy),
              })}
        </span>
        {run.rerunOf && (
          <span>
            <Link href={runPath?.({ id: run.rerunOf.id }) ?? ''}>
              {t('run.header.rerunOf', { number: String(run.rerunOf.number) })}
            </Link>
          </span>
        )}
        {run.startedAt !== null && (
          <span className={styles.number}>
            <Elapsed from={run.startedAt} to={run.finishedAt} />
          </span>
        )}
        <span className={styles.number}>
          {t('run.header.tasks', {
            done: String(run.tasksDone),
            total: String(run.tasksTotal),
          })}
        </span>
      </span>
      <Actions {...props} title={title} />
      {run.reason && run.startedAt === null && (
        <p className={styles.reason}>{run.reason}</p>
      )}
    </header>
  );
}

function Actions(props: {
  run: Run;
  task: RunTask | null;
  title: string;
  actions: ReturnType<typeof useRunActions>;
}) {
  const { run, task, title, actions } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [deleting, setDeleting] = useState(false);
  const mayRun = usePermitted(pipelineRunPermission, run);
  const mayStop = usePermitted(runStopPermission, run);
  const mayClear = usePermitted(runClearPermission, run);
  const mayDelete = usePermitted(runDeletePermission, run);
  const final = isFinal(run.status);

  return (
    <div className={styles.actions}>
      {mayRun && <RerunMenu run={run} task={task} actions={actions} />}
      {mayStop && !final && (
        <Button
          size="small"
          variant="secondary"
          destructive
          iconStart={<RiStopCircleLine aria-hidden />}
          isDisabled={actions.stopping}
          onPress={() => actions.stop.mutate()}
        >
          {actions.stopping ? t('run.header.stopping') : t('run.header.stop')}
        </Button>
      )}
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiMore2Fill aria-hidden />}
          aria-label={t('run.header.more')}
        />
        <Menu placement="bottom end">
          <MenuItem
            iconStart={<RiLink aria-hidden />}
            onAction={() =>
              void navigator.clipboard.writeText(window.location.href)
            }
          >
            {t('run.header.copyLink')}
          </MenuItem>
          {(mayClear || mayDelete) && <MenuSeparator />}
          {mayClear && (
            <MenuItem
              iconStart={<RiEraserLine aria-hidden />}
              isDisabled={!final || run.cleared}
              onAction={() => actions.clear.mutate()}
            >
              {run.cleared ? t('run.header.cleared') : t('run.header.clear')}
            </MenuItem>
          )}
          {mayDelete && (
            <MenuItem
              color="danger"
              iconStart={<RiDeleteBinLine aria-hidden />}
              isDisabled={!final}
              onAction={() => setDeleting(true)}
            >
              {final ? t('run.header.delete') : t('run.header.deleteLater')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      <DeleteRunsDialog
        names={[title]}
        isOpen={deleting}
        isPending={actions.remove.isPending}
        onClose={() => setDeleting(false)}
        onConfirm={() => actions.remove.mutate()}
      />
    </div>
  );
}
