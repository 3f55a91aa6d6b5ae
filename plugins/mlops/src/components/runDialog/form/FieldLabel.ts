import { createContext, useContext } from 'react';
import type { WidgetProps } from '@rjsf/utils';

/**
 * What the field around an input is called. The form library tells the input
 * of a list's entry only its key (`labels-0`), and the field its title and
 * place (`Labels-1`).
 */
export const FieldLabel = createContext('');

/** The words beside an input. */
export function useLabel({ label }: WidgetProps): string {
  return useContext(FieldLabel) || label;
}
