import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import type { LoadSegment } from './loadBars';

/** By what those who ask for something are told apart. */
export type LoadShare = 'project' | 'person';

/** How those who ask for something are called. */
export function useLoadWords(by: LoadShare) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const nameOf = (name: string | null) => {
    if (name === null) return t('nodes.pod.nobody');
    return by === 'person' ? personName(name) : name;
  };
  const segmentName = ({ kind, name, count }: LoadSegment) => {
    if (kind === 'others') return t('nodes.load.others');
    return kind === 'rest' ? t('nodes.load.rest', { count }) : nameOf(name);
  };
  return { nameOf, segmentName };
}
