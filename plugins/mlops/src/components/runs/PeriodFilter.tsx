import { Button, DialogTrigger, Popover } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { DateTime } from 'luxon';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { PERIODS, type RunFilters } from './runFilters';
import styles from './PeriodFilter.module.css';

/** When runs were created: the last hours or days, or any days. */
export function PeriodFilter(props: {
  filters: Pick<RunFilters, 'period' | 'from' | 'to'>;
  onChange(part: Partial<RunFilters>): void;
}) {
  const { filters, onChange } = props;
  const { period, from, to } = filters;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const dayOf = (text: string) =>
    text === ''
      ? '…'
      : DateTime.fromISO(text).setLocale(language).toLocaleString();
  const days = from !== '' || to !== '';
  const words = days ? `${dayOf(from)} – ${dayOf(to)}` : null;
  const chosen = period === null ? words : t(`runs.period.${period}`);

  return (
    <DialogTrigger>
      <Button
        size="small"
        variant={chosen === null ? 'tertiary' : 'secondary'}
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        {chosen === null
          ? t('runs.filter.period')
          : `${t('runs.filter.period')}: ${chosen}`}
      </Button>
      <Popover aria-label={t('runs.filter.period')} hideArrow>
        <div className={styles.choice}>
          <div className={styles.periods}>
            {PERIODS.map(value => (
              <Button
                key={value}
                size="small"
                variant={value === period ? 'secondary' : 'tertiary'}
                aria-pressed={value === period}
                onPress={() =>
                  onChange({
                    period: value === period ? null : value,
                    from: '',
                    to: '',
                  })
                }
              >
                {t(`runs.period.${value}`)}
              </Button>
            ))}
          </div>
          <DayInput
            label={t('runs.period.from')}
            value={period === null ? from : ''}
            onChange={day => onChange({ period: null, from: day })}
          />
          <DayInput
            label={t('runs.period.to')}
            value={period === null ? to : ''}
            onChange={day => onChange({ period: null, to: day })}
          />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function DayInput(props: {
  label: string;
  value: string;
  onChange(day: string): void;
}) {
  return (
    <label className={styles.day}>
      <span>{props.label}</span>
      <input
        type="date"
        className={styles.input}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </label>
  );
}
