/**
 * Something mounted into a task. `path` is absolute and normalised.
 *
 * @public
 */
export type Mount =
  | {
      kind: 'pvc';
      claim: string;
      path: string;
      /** Sub-directory of the claim; in a definition, below the user's own. */
      subPath: string | null;
    }
  | { kind: 'hostpath'; hostPath: string; path: string }
  | { kind: 'memory'; /** Bytes. */ sizeBytes: number; path: string }
  | { kind: 'configmap'; name: string; path: string }
  | { kind: 'secret'; name: string; path: string };
