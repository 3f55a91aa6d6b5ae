import type { OutputEntry } from '@mlops/plugin-mlops-common';

/** How a file is shown. `page` may hold script and is only ever shown in a frame without rights. */
export type OutputKind =
  | 'picture'
  | 'table'
  | 'json'
  | 'text'
  | 'page'
  | 'file';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const TEXT_ENDINGS = /\.(txt|log|md|ya?ml|toml|ini|cfg|py|sh|sql|xml)$/i;

/** Bytes up to which a kind is shown; larger files are only offered for download. */
const LARGEST: Record<OutputKind, number> = {
  picture: 20_000_000,
  table: Infinity,
  json: 2_000_000,
  text: Infinity,
  page: 5_000_000,
  file: 0,
};

/** Decides by media type, and by the ending where the type says nothing. */
export function outputKind({ path, mediaType, size }: OutputEntry): OutputKind {
  const kind = kindOf(path, mediaType.split(';')[0].trim().toLowerCase());
  return size > LARGEST[kind] ? 'file' : kind;
}

function kindOf(path: string, mediaType: string): OutputKind {
  if (PICTURES.includes(mediaType)) return 'picture';
  if (mediaType === 'image/svg+xml') return 'page';
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml')
    return 'page';
  if (mediaType === 'text/csv' || /\.csv$/i.test(path)) return 'table';
  if (mediaType === 'text/tab-separated-values' || /\.tsv$/i.test(path))
    return 'table';
  if (/[/+]json$/.test(mediaType)) return 'json';
  if (mediaType.startsWith('text/') || TEXT_ENDINGS.test(path)) return 'text';
  return 'file';
}
