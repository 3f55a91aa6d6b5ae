import styles from './outputs.module.css';

/** Names and values as a table; whatever is not text or number is written as JSON. */
export function ValueTable(props: {
  values: Readonly<Record<string, unknown>>;
}) {
  return (
    <table className={styles.table}>
      <tbody>
        {Object.entries(props.values).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td
              className={typeof value === 'number' ? styles.number : undefined}
            >
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
