import { useId, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { grantablePermissions } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PersonField } from '../shared/PersonField';
import { ExplanationView } from './ExplanationView';
import { ObjectChoice } from './ObjectChoice';
import {
  isWhole,
  objectKindOf,
  readQuestion,
  writeQuestion,
  withPermission,
  type Question,
} from './question';
import { usePermissionWords } from './usePermissionWords';
import styles from './Security.module.css';

/** Asks why somebody may, or may not, do something. The address holds the question. */
export function ExplainTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [query, setQuery] = useSearchParams();
  const asked = readQuestion(query);
  const kind = objectKindOf(asked.permission);
  const answer = useQuery({
    queryKey: queryKeys.explanation(asked),
    enabled: isWhole(asked),
    queryFn: ({ signal }) =>
      api.explain({
        query: {
          user: asked.user,
          permission: asked.permission,
          ...(kind !== null &&
            asked.id !== '' && { objectKind: kind, objectId: asked.id }),
        },
        signal,
      }),
  });
  return (
    <div className={`${styles.column} ${styles.panel}`}>
      <QuestionForm
        key={query.toString()}
        initial={asked}
        onAsk={question =>
          setQuery(before => writeQuestion(before, question), { replace: true })
        }
      />
      {!isWhole(asked) && (
        <EmptyState
          title={t('security.explain.intro')}
          description={t('security.explain.introWhy')}
        />
      )}
      {answer.isLoading && <Skeleton width="100%" height={160} />}
      {answer.isError && (
        <ErrorPanel error={answer.error} onRetry={() => answer.refetch()} />
      )}
      {answer.data && isWhole(asked) && (
        <ExplanationView explanation={answer.data} />
      )}
    </div>
  );
}

function QuestionForm(props: {
  initial: Question;
  onAsk(question: Question): void;
}) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { permissionWord, permissionWhy } = usePermissionWords();
  const what = useId();
  const [question, setQuestion] = useState(props.initial);
  const kind = objectKindOf(question.permission);
  const change = (part: Partial<Question>) =>
    setQuestion(before => ({ ...before, ...part }));
  return (
    <form
      className={styles.question}
      onSubmit={event => {
        event.preventDefault();
        props.onAsk(question);
      }}
    >
      <PersonField
        label={t('security.explain.who')}
        description={t('common.person.example')}
        value={question.user}
        onChange={user => change({ user })}
      />
      <div className={styles.choice}>
        <label htmlFor={what}>{t('security.explain.what')}</label>
        <select
          id={what}
          className={styles.select}
          value={question.permission}
          onChange={event =>
            setQuestion(before => withPermission(before, event.target.value))
          }
          aria-describedby={`${what}-why`}
        >
          <option value="" />
          {grantablePermissions.map(({ name }) => (
            <option key={name} value={name}>
              {permissionWord(name)}
            </option>
          ))}
        </select>
        <span id={`${what}-why`} className={styles.small}>
          {permissionWhy(question.permission)}
        </span>
      </div>
      {kind !== null && (
        <ObjectChoice
          key={kind}
          kind={kind}
          id={question.id}
          onChange={id => change({ id })}
        />
      )}
      <Button type="submit" variant="primary" isDisabled={!isWhole(question)}>
        {t('security.explain.ask')}
      </Button>
    </form>
  );
}
