import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SCOPES, type RoleKind, type Scope } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { matrixOf, type Draft, type MatrixRow } from './grantDraft';
import { usePermissionWords } from './usePermissionWords';
import styles from './GrantMatrix.module.css';

interface MatrixProps {
  role: string;
  kind: RoleKind;
  draft: Draft;
  /** Names of the permissions that were changed and not saved. */
  changed: readonly string[];
  readOnly: boolean;
  onChange(permission: string, scope: Scope | undefined): void;
}

/** What a role grants: a row a module, in it a choice for each verb. */
export function GrantMatrix(props: MatrixProps) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const rows = matrixOf(props.kind);
  const ours = rows.filter(({ isOurs }) => isOurs);
  const others = rows.filter(({ isOurs }) => !isOurs);
  return (
    <section aria-label={t('security.matrix.label', { role: props.role })}>
      <p className={styles.why}>{t('security.matrix.scopes')}</p>
      <Rows {...props} title={t('security.matrix.suite')} rows={ours} />
      {others.length > 0 && (
        <>
          <Rows {...props} title={t('security.matrix.portal')} rows={others} />
          <p className={styles.why}>{t('security.matrix.portalWhy')}</p>
        </>
      )}
    </section>
  );
}

function Rows(props: MatrixProps & { title: string; rows: MatrixRow[] }) {
  const { moduleWord } = usePermissionWords();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{props.title}</caption>
      <tbody>
        {props.rows.map(({ module, cells }) => (
          <tr key={module}>
            <th scope="row">{moduleWord(module)}</th>
            <td>
              <ul className={styles.cells}>
                {cells.map(cell => (
                  <Cell key={cell.name} {...props} module={module} {...cell} />
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(
  props: MatrixProps & {
    module: string;
    name: string;
    verb: string;
    scopes: readonly Scope[];
  },
) {
  const { name, scopes, draft, readOnly, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { moduleWord, verbWord } = usePermissionWords();
  const scope = draft[name];
  const verb = verbWord(props.verb);
  const label = `${moduleWord(props.module)}: ${verb}`;
  const isChanged = props.changed.includes(name);
  return (
    <li
      className={clsx(
        styles.cell,
        scope !== undefined && styles.granted,
        isChanged && styles.changed,
      )}
      title={isChanged ? `${name} (${t('security.matrix.changed')})` : name}
    >
      {scopes.length === 1 ? (
        <label className={styles.tick}>
          <input
            type="checkbox"
            aria-label={label}
            checked={scope !== undefined}
            disabled={readOnly}
            onChange={event =>
              onChange(name, event.target.checked ? scopes[0] : undefined)
            }
          />
          {verb}
        </label>
      ) : (
        <label className={styles.tick}>
          {verb}
          <select
            aria-label={label}
            value={scope ?? ''}
            disabled={readOnly}
            onChange={event =>
              onChange(
                name,
                SCOPES.find(one => one === event.target.value),
              )
            }
          >
            <option value="">{t('security.matrix.none')}</option>
            {scopes.map(one => (
              <option key={one} value={one}>
                {t(`security.matrix.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </li>
  );
}
