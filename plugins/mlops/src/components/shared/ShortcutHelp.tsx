import { useEffect, useState } from 'react';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './ShortcutHelp.module.css';

const KEYS = ['?', '/', 'r', 'j', 'k', 'Enter', 'x', 'l', 'g'] as const;
const WORDS = {
  '?': 'help',
  '/': 'search',
  r: 'run',
  j: 'next',
  k: 'previous',
  Enter: 'open',
  x: 'tick',
  l: 'log',
  g: 'graph',
} as const;

/** `?` lists the keys, `/` goes to the search of the page. */
export function ShortcutHelp() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable]');
      if (typing) return;
      if (event.key === '?') setOpen(true);
      const search = document.querySelector<HTMLInputElement>(
        'main input[type="search"]',
      );
      if (event.key === '/' && search) {
        event.preventDefault();
        search.focus();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog isOpen={open} onOpenChange={setOpen} width={420}>
      <DialogHeader>{t('common.keys.title')}</DialogHeader>
      <DialogBody>
        <dl className={styles.keys}>
          {KEYS.map(key => (
            <div key={key} className={styles.key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`common.keys.${WORDS[key]}`)}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
