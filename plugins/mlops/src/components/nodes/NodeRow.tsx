import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Node, NodeFlag } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { AMOUNT_KINDS } from './amounts';
import { AmountMeter } from './AmountMeter';
import { NodeDetails } from './NodeDetails';
import { NodeStateBadge } from './NodeStateBadge';
import { OrgChip, RoleChips } from './RoleChips';
import styles from './Nodes.module.css';

const COLUMNS = 4 + AMOUNT_KINDS.length;

/** What one does with a node of a list. */
export interface NodeRowActions {
  onOpen(node: Node): void;
  /** Absent: roles are only shown. `null`: the organisation. */
  onRole?(node: Node, flag: NodeFlag | null): void;
}

/** A node in a line, and below what runs there when it is opened. */
export function NodeRow(
  props: NodeRowActions & {
    node: Node;
    isOpen: boolean;
    isCurrent: boolean;
  },
) {
  const { node, isOpen, isCurrent, onOpen, onRole } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <>
      <tr
        data-node={`${node.cluster}/${node.name}`}
        className={clsx(isCurrent && styles.current)}
      >
        <th scope="row">
          <button
            type="button"
            className={styles.name}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'nodes.close' : 'nodes.open', {
              node: node.name,
            })}
            onClick={() => onOpen(node)}
          >
            <Arrow size={18} aria-hidden />
            {node.name}
          </button>
          <div className={styles.below}>
            <NodeStateBadge node={node} />
            {node.gpuType && <span>{node.gpuType}</span>}
          </div>
        </th>
        {AMOUNT_KINDS.map(kind => (
          <td key={kind}>
            <AmountMeter node={node} kind={kind} />
          </td>
        ))}
        <td className={styles.number}>{node.podCount}</td>
        <td>
          <RoleChips
            node={node}
            onPress={onRole && (flag => onRole(node, flag))}
          />
        </td>
        <td>
          <OrgChip node={node} onPress={onRole && (() => onRole(node, null))} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={COLUMNS} className={styles.opened}>
            <NodeDetails node={node} />
          </td>
        </tr>
      )}
    </>
  );
}
