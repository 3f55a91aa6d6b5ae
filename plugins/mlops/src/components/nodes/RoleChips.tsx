import { RiAddLine, RiCheckLine, RiPencilLine } from '@remixicon/react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NODE_FLAGS,
  type Node,
  type NodeFlag,
} from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './RoleChips.module.css';

/** The roles of a node; whoever may change them presses one. */
export function RoleChips(props: {
  node: Node;
  /** Absent: they are only shown. */
  onPress?(flag: NodeFlag): void;
}) {
  const { node, onPress } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div
      role="group"
      aria-label={t('nodes.roles', { node: node.name })}
      className={styles.chips}
    >
      {NODE_FLAGS.filter(flag => onPress || node.roles[flag]).map(flag => (
        <RoleChip
          key={flag}
          flag={flag}
          isOn={node.roles[flag]}
          onPress={onPress && (() => onPress(flag))}
        />
      ))}
    </div>
  );
}

/** One role, on or off: by its mark and its frame, not by its colour alone. */
export function RoleChip(props: {
  flag: NodeFlag;
  isOn: boolean;
  onPress?(): void;
}) {
  const { flag, isOn, onPress } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const Mark = isOn ? RiCheckLine : RiAddLine;
  const look = clsx(styles.chip, isOn ? styles.on : styles.off);
  const content = (
    <>
      <Mark size={14} aria-hidden />
      {flag}
    </>
  );
  return onPress ? (
    <button
      type="button"
      aria-pressed={isOn}
      title={t(`nodes.role.${flag}`)}
      className={look}
      onClick={onPress}
    >
      {content}
    </button>
  ) : (
    <span title={t(`nodes.role.${flag}`)} className={look}>
      {content}
    </span>
  );
}

/** The organisation whose work a node takes. */
export function OrgChip(props: { node: Node; onPress?(): void }) {
  const { node, onPress } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const org = node.roles.org ?? t('nodes.noOrg');
  const look = clsx(
    styles.chip,
    styles.org,
    node.roles.org === null && styles.off,
  );
  if (!onPress) return <span className={look}>{org}</span>;
  return (
    <button
      type="button"
      aria-label={t('nodes.changeOrg', { node: node.name, org })}
      className={look}
      onClick={onPress}
    >
      {org}
      <RiPencilLine size={12} aria-hidden />
    </button>
  );
}
