import { useState, type ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NAME_PATTERN } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from './ErrorPanel';
import styles from './NamedDialog.module.css';

/** What people call a thing. The name stays, the rest can be changed. */
export interface Named {
  name: string;
  title: string;
  description: string | null;
}

/** Makes a thing with a name, or gives one another title and description. What was typed stays when it is refused. */
export function NamedDialog(props: {
  header: string;
  /** Absent: a new one. */
  named?: Named;
  onSave(named: Named): Promise<unknown>;
  onClose(): void;
  onSaved(name: string): void;
  /** What else there is to choose. */
  children?: ReactNode;
}) {
  const { header, named, onSave, onClose, onSaved, children } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const client = useQueryClient();
  const [name, setName] = useState(named?.name ?? '');
  const [title, setTitle] = useState(named?.title ?? '');
  const [description, setDescription] = useState(named?.description ?? '');
  const save = useMutation({
    mutationFn: async () => {
      await onSave({ name, title, description: description || null });
      await client.invalidateQueries({ queryKey: ['mlops'] });
      return name;
    },
    onSuccess: onSaved,
  });
  // What there is already may be called what no new one may, as roles of people are.
  const isRight = NAME_PATTERN.test(name) || named !== undefined;
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>{header}</DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          {save.isError && <ErrorPanel error={save.error} />}
          {!named && (
            <TextField
              label={t('common.named.name')}
              description={t('common.named.nameWhy')}
              value={name}
              isRequired
              secondaryLabel={t('common.named.required')}
              isInvalid={name !== '' && !isRight}
              onChange={setName}
            />
          )}
          <TextField
            label={t('common.named.title')}
            value={title}
            isRequired
            secondaryLabel={t('common.named.required')}
            onChange={setTitle}
          />
          <TextAreaField
            label={t('common.named.description')}
            value={description}
            onChange={setDescription}
          />
          {children}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isRight || title.trim() === ''}
          isPending={save.isPending}
          onPress={() => save.mutate()}
        >
          {t(named ? 'common.named.save' : 'common.named.create')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
