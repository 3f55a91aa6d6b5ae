import { useId, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { queryKeys } from '../../api/queryKeys';
import { findPeople } from './findPeople';
import styles from './PersonField.module.css';

/** Names a person or a group: what is typed is searched for in the catalog, and any reference may be typed. */
export function PersonField(props: {
  label: string;
  description: string;
  value: string;
  onChange(value: string): void;
}) {
  const { label, description, value, onChange } = props;
  const id = useId();
  const catalog = useApi(catalogApiRef);
  const [focused, setFocused] = useState(false);
  const found = useQuery({
    queryKey: queryKeys.people(value),
    enabled: focused,
    staleTime: 30_000,
    queryFn: () => findPeople(catalog, value),
  });
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        list={`${id}-found`}
        className={styles.input}
        aria-describedby={`${id}-why`}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onFocus={() => setFocused(true)}
        onChange={event => onChange(event.target.value)}
      />
      <datalist id={`${id}-found`}>
        {(found.data ?? []).map(ref => (
          <option key={ref} value={ref} />
        ))}
      </datalist>
      <span id={`${id}-why`} className={styles.why}>
        {description}
      </span>
    </div>
  );
}
