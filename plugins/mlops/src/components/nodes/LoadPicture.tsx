import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NodeLoad } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { AMOUNT_KINDS, amountOf } from './amounts';
import { LoadBarView } from './LoadBarView';
import { rankedNames, SHADES } from './loadBars';
import { useLoadWords, type LoadShare } from './useLoadWords';
import styles from './NodeLoad.module.css';

/** Every cluster as bars, one for each resource; whoever is pointed at is lit in all of them. */
export function LoadPicture(props: { load: NodeLoad; by: LoadShare }) {
  const { load, by } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { nameOf } = useLoadWords(by);
  /** `undefined`: nobody is pointed at. */
  const [lit, setLit] = useState<string | null>();
  const ranked = rankedNames(load);
  const clusters = load.clusters.filter(({ problem }) => problem === null);
  return (
    <>
      <div className={styles.clusters}>
        {clusters.map(cluster => (
          <div key={cluster.name}>
            <h3 className={styles.cluster}>{cluster.name}</h3>
            {AMOUNT_KINDS.filter(
              kind => amountOf(cluster.allocatable, kind) > 0,
            ).map(kind => (
              <LoadBarView
                key={kind}
                cluster={cluster}
                kind={kind}
                by={by}
                ranked={ranked}
                lit={lit}
                onLight={setLit}
              />
            ))}
          </div>
        ))}
      </div>
      <ul className={styles.legend}>
        {ranked.slice(0, SHADES).map((name, shade) => (
          <li
            key={name ?? ''}
            title={name ?? undefined}
            onPointerEnter={() => setLit(name)}
            onPointerLeave={() => setLit(undefined)}
          >
            <span className={styles.swatch} data-shade={shade} />
            {nameOf(name)}
          </li>
        ))}
        <li>
          <span className={styles.swatch} data-shade="others" />
          {t('nodes.load.others')}
        </li>
        <li>
          <span className={styles.swatch} data-shade="free" />
          {t('nodes.load.free')}
        </li>
      </ul>
    </>
  );
}
