import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Project, ProjectRole } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';

/** Adds, changes and removes members, and looks again at everything that depends on them. */
export function useMemberChanges({ name: project }: Project) {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['mlops'] });
  return {
    set: useMutation({
      mutationFn: ({ member, role }: { member: string; role: ProjectRole }) =>
        api.setProjectMember({ params: { project, member }, body: { role } }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (member: string) =>
        api.removeProjectMember({ params: { project, member } }),
      onSuccess,
    }),
    leave: useMutation({
      mutationFn: () => api.leaveProject({ params: { project } }),
      onSuccess,
    }),
    refuse: useMutation({
      mutationFn: (member: string) =>
        api.dismissProjectRequest({ params: { project, member } }),
      onSuccess,
    }),
  };
}
