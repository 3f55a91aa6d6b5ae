import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ConfirmDialog } from './ConfirmDialog';

/** Asks whether to leave what is not saved; see `useUnsavedGuard`. */
export function UnsavedDialog(props: {
  guard: { isAsking: boolean; stay(): void; leave(): void };
  /** What would be lost. */
  what: string;
}) {
  const { guard, what } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <ConfirmDialog
      title={t('common.unsaved.title')}
      cancel={t('common.unsaved.stay')}
      confirm={t('common.unsaved.leave')}
      isOpen={guard.isAsking}
      isPending={false}
      error={null}
      onClose={guard.stay}
      onConfirm={guard.leave}
    >
      <p>{what}</p>
    </ConfirmDialog>
  );
}
