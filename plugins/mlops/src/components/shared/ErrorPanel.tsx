import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { errorText } from '../run/errorText';

/** What happened, in the words of who refused, everything that has to be mended, and a way to try again. */
export function ErrorPanel(props: { error: unknown; onRetry?(): void }) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const problems = problemsOf(error);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={errorText(error)}
      description={
        problems.length > 1 ? (
          <ul>
            {problems.map(({ message, position }, index) => (
              <li key={index}>
                {position &&
                  `${t('common.at', {
                    line: String(position.line),
                    column: String(position.column),
                  })} `}
                {message}
              </li>
            ))}
          </ul>
        ) : undefined
      }
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
