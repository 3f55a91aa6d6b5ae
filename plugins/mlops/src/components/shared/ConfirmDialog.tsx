import type { ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DestructiveButton } from './DestructiveButton';
import { ErrorPanel } from './ErrorPanel';

/** Asks before something is done that others will feel, and says what will be different. */
export function ConfirmDialog(props: {
  title: string;
  confirm: string;
  /** Absent: Cancel. */
  cancel?: string;
  isOpen: boolean;
  isPending: boolean;
  /** Something has to be done before it can be confirmed. */
  isDisabled?: boolean;
  /** Why it was refused, or `null`. */
  error: unknown;
  onClose(): void;
  onConfirm(): void;
  children: ReactNode;
}) {
  const { title, confirm, isOpen, isPending, error } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && props.onClose()}
      width={480}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        {props.children}
        {error !== null && <ErrorPanel error={error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {props.cancel ?? t('common.cancel')}
        </Button>
        <DestructiveButton
          label={confirm}
          isPending={isPending}
          isDisabled={props.isDisabled}
          onPress={props.onConfirm}
        />
      </DialogFooter>
    </Dialog>
  );
}
