import { useEffect, useState } from 'react';
import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { LoadedOutput } from './LoadedOutput';
import type { OutputSource } from './OutputSource';
import { useOutput } from './useOutput';
import styles from './outputs.module.css';

const blobAsItIs = { as: 'blob', from: (blob: Blob) => Promise.resolve(blob) };

/** A picture, large. It is fetched with the person's credentials, which an `img` address cannot carry. */
export function PictureOutput(props: {
  source: OutputSource;
  entry: OutputEntry;
}) {
  const { source, entry } = props;
  const query = useOutput(source, entry.path, null, blobAsItIs);
  return (
    <LoadedOutput query={query}>
      {blob => <Picture blob={blob} entry={entry} />}
    </LoadedOutput>
  );
}

function Picture({ blob, entry }: { blob: Blob; entry: OutputEntry }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(
      new Blob([blob], { type: entry.mediaType }),
    );
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, entry.mediaType]);
  return address === undefined ? null : (
    <img className={styles.picture} src={address} alt={entry.path} />
  );
}
