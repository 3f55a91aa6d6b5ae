import { DateTime } from 'luxon';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';

type Translate = TranslationFunction<(typeof mlopsTranslationRef)['T']>;

/** What lines say. Made once for all of them: many are drawn at every scroll. */
export interface LineWords {
  number(number: number): string;
  showWhole(count: number): string;
  /** In the person's zone; `exact` has date and zone too. Takes ISO 8601. */
  time(at: string): { shown: string; exact: string };
}

/** Stands for the number while its words are looked up. */
const NUMBER = '\u0000';

export function lineWords(t: Translate, language: string): LineWords {
  const line = t('run.log.line', { number: NUMBER }).split(NUMBER);
  return {
    number: number => line.join(String(number)),
    showWhole: count => t('run.log.showWhole', { count }),
    time: at => {
      const time = DateTime.fromISO(at).setLocale(language);
      return {
        shown: time.toFormat('HH:mm:ss.SSS'),
        exact: `${time.toFormat('DDDD HH:mm:ss.SSS ZZZZ')} · ${at}`,
      };
    },
  };
}
