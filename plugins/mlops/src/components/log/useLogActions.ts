import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { saveBlob } from '../run/saveBlob';
import { formatBytes } from '../shared/formatBytes';
import { copiedText, MOST_COPIED } from './copiedText';
import type { LineRange } from './lineRange';
import type { LogDocument } from './LogDocument';
import type { LogSource } from './LogSource';

/** What the buttons above a log do, and what they have to say. */
export function useLogActions(log: {
  source: LogSource;
  log: LogDocument;
  fileName: string;
  linked: LineRange | null;
  /** Marks a line, which counts from 1, and shows it. */
  onFound(line: number): void;
}) {
  const { source, fileName, linked, onFound } = log;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [busy, setBusy] = useState<'download' | 'error' | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const attempt = (what: typeof busy, work: () => Promise<string | null>) => {
    setBusy(what);
    setFailure(null);
    setSaid(null);
    work()
      .then(setSaid, (cause: unknown) =>
        setFailure(cause instanceof Error ? cause : new Error(String(cause))),
      )
      .finally(() => setBusy(null));
  };

  const copy = async () => {
    const text = await copiedText(source, log.log, linked);
    if (text === null) {
      return t('run.log.copyTooLong', { most: formatBytes(MOST_COPIED) });
    }
    await navigator.clipboard.writeText(text);
    return linked ? t('run.log.copiedLines') : t('run.log.copied');
  };

  const download = async () => {
    const { signal } = new AbortController();
    const { bytes } = await source.read({ offset: 0, follow: false, signal });
    saveBlob(await new Response(bytes).blob(), fileName);
    return null;
  };

  const findError = async () => {
    const found = await source.firstError(new AbortController().signal);
    if (!found) return t('run.log.noError');
    onFound(found.line);
    return t('run.log.errorAt', { line: String(found.line) });
  };

  return {
    copy: () => attempt(null, copy),
    download: () => attempt('download', download),
    findError: () => attempt('error', findError),
    downloading: busy === 'download',
    findingError: busy === 'error',
    failure,
    said,
  };
}
