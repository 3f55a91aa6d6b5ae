import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from '../../api/queryClient';
import styles from './EntityPart.module.css';

/** What our parts of an entity page stand in. */
export function EntityPart({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <div className={styles.part}>{children}</div>
    </QueryClientProvider>
  );
}
