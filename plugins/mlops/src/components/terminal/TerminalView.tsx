import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useThemeMode } from '../../hooks/useThemeMode';
import type { OpenTerminal } from './OpenTerminal';
import type { TerminalEnding } from './TerminalConnection';
import styles from './TerminalView.module.css';

/** An open terminal, or what is left of it with the words why and the way back. */
export function TerminalView(props: {
  label: string;
  terminal: OpenTerminal;
  /** Whether there is still something to connect to, for this person. */
  canReopen: boolean;
}) {
  const { label, terminal, canReopen } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const state = useSyncExternalStore(terminal.subscribe, terminal.getState);
  const screen = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const theme = useThemeMode();

  useEffect(() => {
    screen.current?.append(terminal.host);
    terminal.onLeave = () => button.current?.focus();
    terminal.begin();
    return () => terminal.host.remove();
  }, [terminal]);
  useEffect(() => {
    void terminal.refresh();
  }, [terminal, theme]);

  const isOver = state.phase === 'ended';
  return (
    <section className={styles.view} aria-label={label}>
      <div className={styles.toolbar}>
        <span className={styles.state} role="status">
          {state.phase === 'connecting' && t('run.terminal.connecting')}
          {isOver && <Ending ending={state} />}
        </span>
        <span className={styles.hint}>{t('run.terminal.leave')}</span>
        {(!isOver || canReopen) && (
          <Button
            ref={button}
            size="small"
            variant="secondary"
            onPress={() => (isOver ? terminal.connect() : terminal.close())}
          >
            {isOver ? t('run.terminal.reopen') : t('run.terminal.close')}
          </Button>
        )}
      </div>
      <div ref={screen} className={styles.screen} />
    </section>
  );
}

function Ending({ ending }: { ending: TerminalEnding }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  switch (ending.reason) {
    case 'exited':
      return t('run.terminal.ended.exited', {
        code: `${ending.exitCode ?? 0}`,
      });
    case 'refused':
      return t('run.terminal.ended.refused', { message: ending.message ?? '' });
    default:
      return t(`run.terminal.ended.${ending.reason}`);
  }
}
