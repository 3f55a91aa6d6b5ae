import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { NamedDialog } from '../shared/NamedDialog';

/** Makes a project group, or gives one another title and description. */
export function ProjectDialog(props: {
  /** Absent: a new one. */
  project?: Project;
  onClose(): void;
  onSaved(name: string): void;
}) {
  const { project, onClose, onSaved } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  return (
    <NamedDialog
      header={
        project
          ? t('projects.dialog.editTitle', { name: project.title })
          : t('projects.dialog.newTitle')
      }
      named={project}
      onSave={({ name, ...words }) =>
        project
          ? api.updateProject({ params: { project: name }, body: words })
          : api.createProject({ body: { name, ...words } })
      }
      onClose={onClose}
      onSaved={onSaved}
    />
  );
}
