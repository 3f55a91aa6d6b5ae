import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DestructiveButton } from '../shared/DestructiveButton';

/** Names listed before the rest is only counted. */
const LISTED = 8;

/** Asks before runs are deleted, and names what goes. */
export function DeleteRunsDialog(props: {
  /** Such as `digits #42`. */
  names: readonly string[];
  isOpen: boolean;
  isPending: boolean;
  onClose(): void;
  onConfirm(): void;
}) {
  const { names, isOpen, isPending, onClose, onConfirm } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const rest = names.length - LISTED;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      width={480}
    >
      <DialogHeader>
        {names.length === 1
          ? t('run.delete.titleOne', { name: names[0] })
          : t('run.delete.titleMany', { count: names.length })}
      </DialogHeader>
      <DialogBody>
        <Text as="p">{t('run.delete.goes')}</Text>
        {names.length > 1 && (
          <ul>
            {names.slice(0, LISTED).map(name => (
              <li key={name}>{name}</li>
            ))}
            {rest > 0 && <li>{t('run.delete.more', { count: rest })}</li>}
          </ul>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('run.delete.cancel')}
        </Button>
        <DestructiveButton
          label={t('run.delete.confirm')}
          isPending={isPending}
          onPress={onConfirm}
        />
      </DialogFooter>
    </Dialog>
  );
}
