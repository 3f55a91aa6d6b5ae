import type { SourceFile } from '@mlops/plugin-mlops-common';

/** The file that a row comes from; it was written by `applyDefinitions`. */
export function sourceFileOf(row: {
  source_file: string | null;
}): SourceFile | null {
  return row.source_file === null ? null : JSON.parse(row.source_file);
}
