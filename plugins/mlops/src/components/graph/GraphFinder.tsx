import { useState } from 'react';
import { ButtonIcon, SearchField } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { StateIcon } from '../shared/StateIcon';
import { useStatusWord } from '../shared/useStatusWord';
import { countStates } from './countStates';
import type { TaskQuery } from './findTasks';
import type { GraphNode } from './GraphNode';
import styles from './GraphFinder.module.css';

/** Finds tasks by name and state, and goes from one to the next, as one searches in a text. */
export function GraphFinder(props: {
  tasks: readonly GraphNode[];
  query: TaskQuery;
  onQuery(query: TaskQuery): void;
  /** Names that match, `null` while nothing is searched for. */
  found: readonly string[] | null;
  onGo(name: string): void;
}) {
  const { tasks, query, onQuery, found, onGo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const [current, setCurrent] = useState<string | null>(null);
  const at = current === null || !found ? -1 : found.indexOf(current);

  const step = (by: 1 | -1) => {
    if (!found || found.length === 0) return;
    const start = at === -1 && by === -1 ? 0 : at;
    const next = found[(start + by + found.length) % found.length];
    setCurrent(next);
    onGo(next);
  };
  return (
    <search className={styles.finder} aria-label={t('run.graph.find.label')}>
      <div className={styles.line}>
        <SearchField
          className={styles.field}
          size="small"
          aria-label={t('run.graph.find.label')}
          placeholder={t('run.graph.find.label')}
          value={query.text}
          onChange={text => onQuery({ ...query, text })}
          onKeyDown={event => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          }}
        />
        {found && (
          <>
            <span role="status" className={styles.hits}>
              {at === -1
                ? t('run.graph.find.hits', { count: found.length })
                : t('run.graph.find.at', {
                    at: String(at + 1),
                    total: String(found.length),
                  })}
            </span>
            <ButtonIcon
              size="small"
              variant="secondary"
              icon={<RiArrowUpSLine aria-hidden />}
              aria-label={t('run.graph.find.previous')}
              isDisabled={found.length === 0}
              onPress={() => step(-1)}
            />
            <ButtonIcon
              size="small"
              variant="secondary"
              icon={<RiArrowDownSLine aria-hidden />}
              aria-label={t('run.graph.find.next')}
              isDisabled={found.length === 0}
              onPress={() => step(1)}
            />
          </>
        )}
      </div>
      <div className={styles.states}>
        {countStates(tasks).map(({ status, count }) => (
          <button
            key={status}
            type="button"
            className={styles.state}
            aria-pressed={query.status === status}
            aria-label={`${wordOf(status)}: ${count}`}
            title={wordOf(status)}
            onClick={() =>
              onQuery({
                ...query,
                status: query.status === status ? null : status,
              })
            }
          >
            <StateIcon status={status} />
            {count}
          </button>
        ))}
      </div>
    </search>
  );
}
