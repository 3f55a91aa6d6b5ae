import { useEffect, useState } from 'react';
import { SearchField } from '@backstage/ui';

/** Milliseconds without a key before a name is searched for. */
const TYPING = 250;

/** A field to search with: what is typed shows at once, and is searched for when the typing pauses. */
export function DelayedSearch(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { label, value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField
      size="small"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={setTyped}
    />
  );
}
