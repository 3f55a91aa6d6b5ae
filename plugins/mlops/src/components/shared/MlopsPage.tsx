import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from '../../api/queryClient';
import { ShortcutHelp } from './ShortcutHelp';
import styles from './MlopsPage.module.css';

/** What every page of ours stands in. */
export function MlopsPage({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <main className={styles.page}>{children}</main>
      <ShortcutHelp />
    </QueryClientProvider>
  );
}
