import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  TextField,
} from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Node,
  type NodeFlag,
  type NodeRoles,
} from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { LabelChanges } from './LabelChanges';
import { RoleChip } from './RoleChips';
import { RolesPreviewView } from './RolesPreviewView';
import { useRolesDraft } from './useRolesDraft';
import styles from './RolesDialog.module.css';

const GROUPS: ReadonlyArray<{ word: 'takes' | 'kinds'; flags: NodeFlag[] }> = [
  { word: 'takes', flags: ['train', 'notebook', 'service'] },
  { word: 'kinds', flags: ['cpu', 'gpu'] },
];

/** Changes the roles of a node, and says before what that means and for whom. */
export function RolesDialog(props: {
  node: Node;
  /** With which it begins. */
  roles: NodeRoles;
  /** What was pressed is the organisation. */
  isAboutOrg: boolean;
  onClose(): void;
  onSaved(before: NodeRoles, after: NodeRoles): void;
}) {
  const { node, isAboutOrg, onClose } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const draft = useRolesDraft(props);
  const { roles, changes, preview, save } = draft;
  const isConflict =
    save.error instanceof ResponseError && save.error.response.status === 409;
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>
        {t('nodes.dialog.title', { node: node.name })}{' '}
        <span className={styles.quiet}>
          {t('nodes.dialog.cluster', { cluster: node.cluster })}
        </span>
      </DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          <div className={styles.groups}>
            {GROUPS.map(({ word, flags }) => (
              <div
                key={word}
                role="group"
                aria-label={t(`nodes.dialog.${word}`)}
                className={styles.group}
              >
                <span className={styles.quiet}>
                  {t(`nodes.dialog.${word}`)}
                </span>
                {flags.map(flag => (
                  <RoleChip
                    key={flag}
                    flag={flag}
                    isOn={roles[flag]}
                    onPress={() => draft.change({ [flag]: !roles[flag] })}
                  />
                ))}
              </div>
            ))}
          </div>
          <TextField
            label={t('nodes.dialog.org')}
            description={t('nodes.dialog.orgWhy')}
            value={roles.org ?? ''}
            isInvalid={!draft.isRight}
            // Whoever has pressed the organisation wants to type.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isAboutOrg}
            onChange={org => draft.change({ org: org || null })}
          />
          {!draft.isRight && (
            <p role="alert" className={styles.wrong}>
              {t('nodes.dialog.orgWrong')}
            </p>
          )}
          <section
            className={styles.what}
            aria-label={t('nodes.dialog.what')}
            aria-live="polite"
            aria-busy={!draft.isSettled}
          >
            <h3>{t('nodes.dialog.what')}</h3>
            {changes.length === 0 ? (
              <p className={styles.quiet}>{t('nodes.dialog.noChange')}</p>
            ) : (
              <>
                <LabelChanges changes={changes} />
                {preview.isError && (
                  <ErrorPanel
                    error={preview.error}
                    onRetry={() => preview.refetch()}
                  />
                )}
                {preview.isPending && draft.isRight && (
                  <Skeleton width="100%" height={72} />
                )}
                {preview.data && draft.isRight && (
                  <div className={draft.isSettled ? undefined : styles.older}>
                    <RolesPreviewView preview={preview.data} />
                  </div>
                )}
              </>
            )}
          </section>
          {save.isError && <ErrorPanel error={save.error} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        {isConflict ? (
          <Button variant="primary" onPress={() => void draft.load()}>
            {t('nodes.dialog.conflict')}
          </Button>
        ) : (
          <Button
            variant="primary"
            isDisabled={
              changes.length === 0 || !draft.isRight || !draft.isSettled
            }
            isPending={save.isPending}
            onPress={() => save.mutate()}
          >
            {t('nodes.dialog.save', { count: changes.length })}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
