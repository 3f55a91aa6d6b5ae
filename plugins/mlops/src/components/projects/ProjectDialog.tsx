import { useState } from 'react';
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
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { NAME_PATTERN, type Project } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import styles from './Projects.module.css';

/** Makes a project group, or gives one another title and description. What was typed stays when it is refused. */
export function ProjectDialog(props: {
  /** Absent: a new one. */
  project?: Project;
  onClose(): void;
  onSaved(name: string): void;
}) {
  const { project, onClose, onSaved } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [name, setName] = useState(project?.name ?? '');
  const [title, setTitle] = useState(project?.title ?? '');
  const [description, setDescription] = useState(project?.description ?? '');
  const save = useMutation({
    mutationFn: async () => {
      const words = { title, description: description || null };
      if (project) {
        await api.updateProject({ params: { project: name }, body: words });
      } else {
        await api.createProject({ body: { name, ...words } });
      }
      await client.invalidateQueries({ queryKey: ['mlops'] });
      return name;
    },
    onSuccess: onSaved,
  });
  const isRight = NAME_PATTERN.test(name);
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={480}>
      <DialogHeader>
        {project
          ? t('projects.dialog.editTitle', { name: project.title })
          : t('projects.dialog.newTitle')}
      </DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          {save.isError && <ErrorPanel error={save.error} />}
          {!project && (
            <TextField
              label={t('projects.dialog.name')}
              description={t('projects.dialog.nameWhy')}
              value={name}
              isRequired
              isInvalid={name !== '' && !isRight}
              onChange={setName}
            />
          )}
          <TextField
            label={t('projects.dialog.title')}
            value={title}
            isRequired
            onChange={setTitle}
          />
          <TextAreaField
            label={t('projects.dialog.description')}
            value={description}
            onChange={setDescription}
          />
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
          {project ? t('projects.dialog.save') : t('projects.dialog.create')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
