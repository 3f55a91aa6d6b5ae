import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { Button, TextField } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  projectDeletePermission,
  projectUpdatePermission,
  type Project,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { usePermitted } from '../../hooks/usePermitted';
import { projectsRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ownerOf } from '../projects/ownerOf';
import { ProjectDialog } from '../projects/ProjectDialog';
import { ConfirmDialog } from '../shared/ConfirmDialog';

/** What can be done with a project group that was made here. */
export function ProjectActions({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const projectsPath = useRouteRef(projectsRouteRef);
  const mayUpdate = usePermitted(projectUpdatePermission, ownerOf(project));
  const mayDelete = usePermitted(projectDeletePermission, ownerOf(project));
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const [typed, setTyped] = useState('');
  const params = { project: project.name };
  const remove = useMutation({
    mutationFn: () => api.deleteProject({ params }),
    onSuccess: () => {
      navigate(projectsPath?.() ?? '/');
      return client.invalidateQueries({ queryKey: ['mlops', 'projects'] });
    },
  });
  if (project.source === 'catalog') return null;
  const isPublic = project.name === 'public';
  return (
    <>
      {mayUpdate && (
        <Button variant="secondary" onPress={() => setOpen('edit')}>
          {t('projects.edit')}
        </Button>
      )}
      {mayDelete && !isPublic && (
        <Button
          variant="secondary"
          destructive
          onPress={() => setOpen('delete')}
        >
          {t('projects.delete')}
        </Button>
      )}
      {open === 'edit' && (
        <ProjectDialog
          project={project}
          onClose={() => setOpen(null)}
          onSaved={() => setOpen(null)}
        />
      )}
      <ConfirmDialog
        title={t('projects.deleteTitle', { name: project.title })}
        confirm={t('projects.deleteConfirm')}
        isOpen={open === 'delete'}
        isPending={remove.isPending}
        error={remove.error}
        onClose={() => {
          remove.reset();
          setTyped('');
          setOpen(null);
        }}
        isDisabled={typed !== project.name}
        onConfirm={() => remove.mutate()}
      >
        <p>{t('projects.deleteWhat')}</p>
        <TextField
          label={t('projects.deleteType', { name: project.name })}
          value={typed}
          isInvalid={typed !== '' && !project.name.startsWith(typed)}
          onChange={setTyped}
        />
      </ConfirmDialog>
    </>
  );
}
