import type { ReactNode } from 'react';
import {
  RiAlertLine,
  RiCheckLine,
  RiPlayCircleLine,
  RiTimeLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  NodePod,
  NodeRolesPreview,
  PlacedWork,
} from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { workByKind } from './workByKind';
import styles from './RolesDialog.module.css';

/** Names that stand in a line; the others are counted. */
const SHOWN = 5;

/** What other roles would mean, the worst first. */
export function RolesPreviewView({ preview }: { preview: NodeRolesPreview }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { lost, gained, staying, placeable, stranded } = preview;
  const isHarmless = [lost, gained, staying, placeable, stranded].every(
    ({ length }) => length === 0,
  );
  return (
    <div className={styles.meaning}>
      {isHarmless && (
        <Effect icon={<RiCheckLine size={18} aria-hidden />}>
          {t('nodes.dialog.harmless')}
        </Effect>
      )}
      {lost.length > 0 && (
        <Effect isBad icon={<RiAlertLine size={18} aria-hidden />}>
          <strong>{t('nodes.dialog.lost')}</strong>
          <WorkList work={lost} />
          <span className={styles.quiet}>{t('nodes.dialog.lostWhy')}</span>
        </Effect>
      )}
      {stranded.length > 0 && (
        <Effect isBad icon={<RiAlertLine size={18} aria-hidden />}>
          <strong>
            {t('nodes.dialog.stranded', { count: stranded.length })}
          </strong>
          <PodNames pods={stranded} />
        </Effect>
      )}
      {staying.length > 0 && (
        <Effect icon={<RiPlayCircleLine size={18} aria-hidden />}>
          <strong>{t('nodes.dialog.goesOn', { count: staying.length })}</strong>
          <PodNames pods={staying} />
          <span className={styles.quiet}>{t('nodes.dialog.goesOnWhy')}</span>
        </Effect>
      )}
      {placeable.length > 0 && (
        <Effect icon={<RiTimeLine size={18} aria-hidden />}>
          <strong>
            {t('nodes.dialog.placeable', { count: placeable.length })}
          </strong>
          <PodNames pods={placeable} />
        </Effect>
      )}
      {gained.length > 0 && (
        <Effect icon={<RiCheckLine size={18} aria-hidden />}>
          <strong>{t('nodes.dialog.gained')}</strong>
          <WorkList work={gained} />
        </Effect>
      )}
    </div>
  );
}

function Effect(props: {
  icon: ReactNode;
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={props.isBad ? styles.bad : styles.effect}>
      {props.icon}
      <div>{props.children}</div>
    </div>
  );
}

/** Project groups by kind of work. */
function WorkList({ work }: { work: readonly PlacedWork[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <ul>
      {workByKind(work).map(({ kind, machine, projects }) => (
        <li key={`${kind} ${machine}`}>
          {t(`nodes.work.${kind}`)} {t(`nodes.machine.${machine}`)}:{' '}
          <Names names={projects} />
        </li>
      ))}
    </ul>
  );
}

function PodNames({ pods }: { pods: readonly NodePod[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const names = pods.map(({ run, task, name, project, kind }) => {
    const what = run
      ? [`${run.pipeline} #${run.number}`, task].filter(Boolean).join(' · ')
      : `${t(`nodes.pod.kind.${kind}`)} ${task ?? name}`;
    return project === null ? what : `${what} (${project})`;
  });
  return (
    <p>
      <Names names={names} />
    </p>
  );
}

function Names({ names }: { names: readonly string[] }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const more = names.length - SHOWN;
  return (
    <>
      {names.slice(0, SHOWN).join(', ')}
      {more > 0 && ` ${t('nodes.dialog.more', { count: more })}`}
    </>
  );
}
