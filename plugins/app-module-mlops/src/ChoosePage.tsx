import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Choice } from './choice';
import type { Way } from './readWays';
import { reasonOf } from './reasonOf';
import { signInTranslationRef } from './signInTranslationRef';
import styles from './SignInPage.module.css';

/** The ways to sign in. */
export function ChoosePage(props: {
  ways: readonly Way[];
  accounts: readonly string[];
  /** Why the last try failed. */
  error: Error | undefined;
  onChoose(choice: Choice): void;
}) {
  const { ways, accounts, error, onChoose } = props;
  const { t } = useTranslationRef(signInTranslationRef);
  const demo = ways.find(({ kind }) => kind === 'demo');
  const others = ways.filter(({ kind }) => kind !== 'demo');
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.title}>{t('title')}</h1>
        {error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('failed')}
            description={reasonOf(error)}
          />
        )}
        {ways.length === 0 && (
          <Alert
            status="warning"
            icon
            title={t('none')}
            description={t('noneWhy')}
          />
        )}
        {others.map(way => (
          <div key={way.id} className={styles.way}>
            <Button
              variant="primary"
              onPress={() => onChoose({ provider: way.id })}
            >
              {way.kind === 'guest'
                ? t('guest')
                : t('with', { provider: way.title })}
            </Button>
            {way.kind === 'guest' && (
              <span className={styles.why}>{t('guestWhy')}</span>
            )}
          </div>
        ))}
        {demo && accounts.length > 0 && (
          <section className={styles.way} aria-label={t('demo')}>
            <span className={styles.why}>{t('demo')}</span>
            <div className={styles.accounts}>
              {accounts.map(account => (
                <Button
                  key={account}
                  variant="secondary"
                  aria-label={t('as', { name: nameOf(account) })}
                  onPress={() => onChoose({ provider: demo.id, account })}
                >
                  {nameOf(account)}
                </Button>
              ))}
            </div>
          </section>
        )}
      </div>
    </main>
  );
}

/** `user:default/alice` is alice. */
function nameOf(account: string): string {
  return account.replace(/^.*[:/]/, '');
}
