import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  projectJoinPermission,
  type Project,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { usePermitted } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { ownerOf } from './ownerOf';

/** Asks to become a member, or takes the question back; nothing for members and for those who may not ask. */
export function JoinButton({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const mayJoin = usePermitted(projectJoinPermission, ownerOf(project));
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const params = { project: project.name };
  const done = async () => {
    setOpen(false);
    await client.invalidateQueries({ queryKey: ['mlops'] });
  };
  const ask = useMutation({
    mutationFn: () =>
      api.askToJoinProject({ params, body: { message: message || null } }),
    onSuccess: done,
  });
  const takeBack = useMutation({
    mutationFn: () => api.withdrawProjectRequest({ params }),
    onSuccess: done,
  });
  if (project.myRole !== null) return null;
  if (project.asked) {
    return (
      <Button
        size="small"
        variant="tertiary"
        isPending={takeBack.isPending}
        onPress={() => takeBack.mutate()}
      >
        {t('projects.asked')}
      </Button>
    );
  }
  if (!mayJoin) return null;
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        {t('projects.ask')}
      </Button>
      <Dialog isOpen={open} onOpenChange={setOpen} width={480}>
        <DialogHeader>
          {t('projects.askDialog.title', { name: project.title })}
        </DialogHeader>
        <DialogBody>
          {ask.isError && <ErrorPanel error={ask.error} />}
          <TextAreaField
            label={t('projects.askDialog.message')}
            value={message}
            onChange={setMessage}
          />
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="primary"
            isPending={ask.isPending}
            onPress={() => ask.mutate()}
          >
            {t('projects.askDialog.send')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
