import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import clsx from 'clsx';
import { queryClient } from '../../api/queryClient';
// With the colours of states and lines.
import page from '../shared/MlopsPage.module.css';
import styles from './EntityPart.module.css';

/** What our parts of an entity page stand in. */
export function EntityPart({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <div className={clsx(page.page, styles.part)}>{children}</div>
    </QueryClientProvider>
  );
}
