import { useEffect, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RoleDetail, Scope } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { changesOf, draftOf, grantsOf, rebase, type Draft } from './grantDraft';

/** Grants of a role while somebody changes them; they are saved as one. */
export function useGrantDraft(role: RoleDetail) {
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const [base, setBase] = useState(role);
  const [draft, setDraft] = useState<Draft>(draftOf(role.grants));
  const stored = draftOf(base.grants);
  const changed = changesOf(stored, draft);

  const save = useMutation({
    mutationFn: () =>
      api.setRoleGrants({
        params: { role: base.name },
        body: { grants: grantsOf(draft), version: base.version },
      }),
    onSuccess: saved => {
      client.setQueryData(queryKeys.role(saved.name), saved);
      setBase(saved);
      setDraft(draftOf(saved.grants));
    },
  });

  /** Takes what is stored now, and keeps what was changed here. */
  const load = useMutation({
    mutationFn: () =>
      client.fetchQuery({
        queryKey: queryKeys.role(base.name),
        queryFn: () => api.getRole({ params: { role: base.name } }),
        staleTime: 0,
      }),
    onSuccess: found => {
      setDraft(before => rebase(stored, before, draftOf(found.grants)));
      setBase(found);
      save.reset();
    },
  });

  // What others save is shown at once while nothing was changed here.
  const untouched = changed.length === 0;
  useEffect(() => {
    if (untouched && role.version !== base.version) {
      setBase(role);
      setDraft(draftOf(role.grants));
    }
  }, [role, base.version, untouched]);

  const set = (permission: string, scope: Scope | undefined) => {
    save.reset();
    setDraft(before => ({ ...before, [permission]: scope }));
  };

  return {
    draft,
    /** What is stored, as far as it is known here. */
    stored,
    changed,
    save,
    isOutdated:
      save.error instanceof ResponseError && save.error.response.status === 409,
    load,
    set,
    undo: (permission: string) => set(permission, stored[permission]),
    discard: () => {
      save.reset();
      setDraft(stored);
    },
  };
}
