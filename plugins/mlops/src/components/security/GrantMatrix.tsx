import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RoleKind, Scope } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { GrantCell } from './GrantCell';
import { matrixOf, type Draft, type MatrixRow } from './grantDraft';
import { usePermissionWords } from './usePermissionWords';
import styles from './GrantMatrix.module.css';

interface MatrixProps {
  role: string;
  kind: RoleKind;
  draft: Draft;
  /** What the draft began with. */
  stored: Draft;
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
      <p className={styles.note}>{t('security.matrix.scopes')}</p>
      <Rows {...props} title={t('security.matrix.suite')} rows={ours} />
      {others.length > 0 && (
        <>
          <Rows {...props} title={t('security.matrix.portal')} rows={others} />
          <p className={styles.note}>{t('security.matrix.portalWhy')}</p>
        </>
      )}
    </section>
  );
}

function Rows(props: MatrixProps & { title: string; rows: MatrixRow[] }) {
  const { draft, stored, readOnly, onChange } = props;
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
                  <GrantCell
                    key={cell.name}
                    cell={cell}
                    scope={draft[cell.name]}
                    stored={stored[cell.name]}
                    readOnly={readOnly}
                    onChange={scope => onChange(cell.name, scope)}
                  />
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
