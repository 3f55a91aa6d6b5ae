import { useState, type ReactNode } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from './ErrorPanel';
import { PersonField } from './PersonField';
import styles from './PersonForm.module.css';

/** Names somebody and adds them; what was typed stays until that has succeeded. */
export function PersonForm(props: {
  label: string;
  isPending: boolean;
  /** Why it was refused, or `null`. */
  error: unknown;
  /** @param onAdded - empties the field */
  onAdd(member: string, onAdded: () => void): void;
  /** What else there is to choose. */
  children?: ReactNode;
}) {
  const { label, isPending, error, onAdd, children } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [named, setNamed] = useState('');
  return (
    <>
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          onAdd(named.trim(), () => setNamed(''));
        }}
      >
        <PersonField
          label={label}
          description={t('common.person.example')}
          value={named}
          onChange={setNamed}
        />
        {children}
        <Button
          type="submit"
          variant="secondary"
          isDisabled={named.trim() === ''}
          isPending={isPending}
        >
          {t('common.person.add')}
        </Button>
      </form>
      {error !== null && <ErrorPanel error={error} />}
    </>
  );
}
