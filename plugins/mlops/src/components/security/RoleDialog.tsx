import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ADMIN_ROLE,
  GAMMA_ROLE,
  NAME_PATTERN,
  PROJECT_ROLES,
  type Role,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import styles from './Security.module.css';

const NONE = '';
const COPIED = [GAMMA_ROLE, ...PROJECT_ROLES, ADMIN_ROLE];

/** Makes a role, or gives one another title and description. What was typed stays when it is refused. */
export function RoleDialog(props: {
  /** Absent: a new one. */
  role?: Role;
  onClose(): void;
  onSaved(name: string): void;
}) {
  const { role, onClose, onSaved } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [name, setName] = useState(role?.name ?? '');
  const [title, setTitle] = useState(role?.title ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [copyOf, setCopyOf] = useState(NONE);
  const save = useMutation({
    mutationFn: async () => {
      const words = { title, description: description || null };
      if (role) {
        await api.updateRole({ params: { role: role.name }, body: words });
      } else {
        await api.createRole({
          body: { name, ...words, ...(copyOf !== NONE && { copyOf }) },
        });
      }
      await client.invalidateQueries({ queryKey: ['mlops'] });
      return name;
    },
    onSuccess: onSaved,
  });
  const isRight = NAME_PATTERN.test(name) || role !== undefined;
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>
        {role
          ? t('security.roleDialog.editTitle', { name: role.title })
          : t('security.roleDialog.newTitle')}
      </DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          {save.isError && <ErrorPanel error={save.error} />}
          {!role && (
            <TextField
              label={t('security.roleDialog.name')}
              description={t('security.roleDialog.nameWhy')}
              value={name}
              isRequired
              isInvalid={name !== '' && !isRight}
              onChange={setName}
            />
          )}
          <TextField
            label={t('security.roleDialog.title')}
            value={title}
            isRequired
            onChange={setTitle}
          />
          <TextAreaField
            label={t('security.roleDialog.description')}
            value={description}
            onChange={setDescription}
          />
          {!role && (
            <Select
              label={t('security.roleDialog.copyOf')}
              selectedKey={copyOf}
              options={[
                { value: NONE, label: t('security.roleDialog.copyNone') },
                ...COPIED.map(value => ({ value, label: value })),
              ]}
              onSelectionChange={key => setCopyOf(String(key))}
            />
          )}
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
          {role
            ? t('security.roleDialog.save')
            : t('security.roleDialog.create')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
