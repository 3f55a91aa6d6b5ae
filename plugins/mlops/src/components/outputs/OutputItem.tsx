import { useState } from 'react';
import type { OutputEntry } from '@mlops/plugin-mlops-common';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiDownloadLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { errorText } from '../run/errorText';
import { IconAction } from '../run/IconAction';
import { saveBlob } from '../run/saveBlob';
import { formatBytes } from '../shared/formatBytes';
import { outputKind, type OutputKind } from './outputKind';
import type { OutputSource } from './OutputSource';
import { PageOutput } from './PageOutput';
import { PictureOutput } from './PictureOutput';
import { TableOutput } from './TableOutput';
import { TextOutput } from './TextOutput';
import styles from './outputs.module.css';

/** Files larger than this open only when asked for. */
const OPENS_ITSELF = 100_000;

/** One file: its name and size, what is in it, and its download. */
export function OutputItem(props: {
  source: OutputSource;
  entry: OutputEntry;
}) {
  const { source, entry } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const kind = outputKind(entry);
  const [open, setOpen] = useState(
    kind === 'picture' || (kind !== 'file' && entry.size <= OPENS_ITSELF),
  );
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const download = async () => {
    setLoading(true);
    setFailure(null);
    try {
      const blob = await source.read(
        entry.path,
        null,
        new AbortController().signal,
      );
      saveBlob(blob, entry.path.split('/').pop() ?? entry.path);
    } catch (cause) {
      setFailure(errorText(cause));
    } finally {
      setLoading(false);
    }
  };

  return (
    <li className={styles.item}>
      <div className={styles.head}>
        {kind === 'file' ? (
          <span className={styles.path}>{entry.path}</span>
        ) : (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? (
              <RiArrowDownSLine size={16} aria-hidden />
            ) : (
              <RiArrowRightSLine size={16} aria-hidden />
            )}
            <span className={styles.path}>{entry.path}</span>
          </button>
        )}
        <span className={styles.size}>{formatBytes(entry.size)}</span>
        <IconAction
          icon={<RiDownloadLine aria-hidden />}
          label={t('run.outputs.download', { path: entry.path })}
          isPending={loading}
          onPress={() => void download()}
        />
      </div>
      {failure && (
        <p className={styles.failure} role="alert">
          {t('run.outputs.downloadFailed', { message: failure })}
        </p>
      )}
      {open && <Content kind={kind} source={source} entry={entry} />}
    </li>
  );
}

function Content(props: {
  kind: OutputKind;
  source: OutputSource;
  entry: OutputEntry;
}) {
  const { kind, source, entry } = props;
  switch (kind) {
    case 'picture':
      return <PictureOutput source={source} entry={entry} />;
    case 'table':
      return <TableOutput source={source} entry={entry} />;
    case 'json':
    case 'text':
      return (
        <TextOutput source={source} entry={entry} json={kind === 'json'} />
      );
    case 'page':
      return <PageOutput source={source} entry={entry} />;
    default:
      return null;
  }
}
