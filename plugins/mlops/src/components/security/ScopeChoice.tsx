import { SCOPES, type Scope } from '@mlops/plugin-mlops-common';
import { usePermissionWords } from './usePermissionWords';
import styles from './GrantMatrix.module.css';

/** How far a permission is granted; a tick where there is one scope only. */
export function ScopeChoice(props: {
  verb: string;
  /** Says the module too, since a screen reader comes here without the row. */
  label: string;
  /** Ids of what explains it. */
  describedBy: string;
  scopes: readonly Scope[];
  scope: Scope | undefined;
  readOnly: boolean;
  onChange(scope: Scope | undefined): void;
}) {
  const { verb, label, describedBy, scopes, scope, readOnly, onChange } = props;
  const { scopeWord } = usePermissionWords();
  if (scopes.length === 1) {
    return (
      <label className={styles.choice}>
        <span>{verb}</span>
        <input
          type="checkbox"
          aria-label={label}
          aria-describedby={describedBy}
          checked={scope !== undefined}
          disabled={readOnly}
          onChange={event =>
            onChange(event.target.checked ? scopes[0] : undefined)
          }
        />
      </label>
    );
  }
  return (
    <label className={styles.choice}>
      <span>{verb}</span>
      <select
        aria-label={label}
        aria-describedby={describedBy}
        value={scope ?? ''}
        disabled={readOnly}
        onChange={event =>
          onChange(SCOPES.find(one => one === event.target.value))
        }
      >
        <option value="">{scopeWord(undefined)}</option>
        {scopes.map(one => (
          <option key={one} value={one}>
            {scopeWord(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
