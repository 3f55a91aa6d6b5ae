import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NodeLoad } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { amountPair, amountText, type AmountKind } from './amounts';
import { loadBar } from './loadBars';
import { useLoadWords, type LoadShare } from './useLoadWords';
import styles from './NodeLoad.module.css';

/** Pixels of a bar at least, of a letter, and beside a word; what has no room has its name in the legend. */
const BAR = 280;
const LETTER = 8;
const BESIDE = 12;

function hasRoom(size: number, name: string): boolean {
  return size * BAR >= name.length * LETTER + BESIDE;
}

/** One resource of a cluster as a bar, in parts for those who ask for some of it. */
export function LoadBarView(props: {
  cluster: NodeLoad['clusters'][number];
  kind: AmountKind;
  by: LoadShare;
  ranked: ReadonlyArray<string | null>;
  /** Who is pointed at; `undefined`: nobody. */
  lit: string | null | undefined;
  onLight(name: string | null | undefined): void;
}) {
  const { cluster, kind, by, ranked, lit, onLight } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { segmentName } = useLoadWords(by);
  const language = useLanguage();
  const { segments, asked, all } = loadBar(cluster, kind, ranked);
  const [some, whole] = amountPair(kind, asked, all);
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumSignificantDigits: 2,
  });
  const told = segments.map(segment =>
    t('nodes.load.share', {
      name: segmentName(segment),
      amount: amountText(kind, segment.amount),
      percent: percent.format(segment.size),
    }),
  );
  const label = t(`nodes.amount.${kind}`);
  return (
    <div className={styles.row}>
      <span>{label}</span>
      <svg
        role="img"
        aria-label={t('nodes.load.bar', {
          label,
          cluster: cluster.name,
          shares: told.join('; ') || t('nodes.load.nothing'),
        })}
        className={styles.bar}
      >
        <rect width="100%" height="100%" className={styles.free} />
        {segments.map((segment, at) => (
          <svg
            key={told[at]}
            x={`${segment.from * 100}%`}
            width={`${segment.size * 100}%`}
            height="100%"
            className={styles.segment}
            data-dim={
              lit !== undefined &&
              !(segment.kind === 'share' && segment.name === lit)
            }
            onPointerEnter={() =>
              onLight(segment.kind === 'share' ? segment.name : undefined)
            }
            onPointerLeave={() => onLight(undefined)}
          >
            <title>{told[at]}</title>
            <rect
              width="100%"
              height="100%"
              data-shade={segment.shade ?? segment.kind}
            />
            {hasRoom(segment.size, segmentName(segment)) && (
              <text x="6" y="50%" dy="0.35em">
                {segmentName(segment)}
              </text>
            )}
            <line x1="100%" x2="100%" y1="0" y2="100%" />
          </svg>
        ))}
      </svg>
      <span className={styles.amount}>
        {t('nodes.load.of', { amount: some, all: whole })}
      </span>
    </div>
  );
}
