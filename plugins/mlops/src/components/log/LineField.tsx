import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './LogViewer.module.css';

/** Takes the number of a line and goes there. */
export function LineField(props: { lines: number; onGo(row: number): void }) {
  const { lines, onGo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [text, setText] = useState('');
  const go = () => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isInteger(number)) return;
    onGo(Math.min(lines, Math.max(1, number)) - 1);
  };
  return (
    <div className={styles.lineField}>
      <TextField
        size="small"
        aria-label={t('run.log.goToLine')}
        placeholder={t('run.log.lineNumber')}
        inputMode="numeric"
        value={text}
        onChange={value => setText(value.replace(/\D/g, '').slice(0, 9))}
        onKeyDown={event => {
          if (event.key === 'Enter') go();
        }}
      />
    </div>
  );
}
