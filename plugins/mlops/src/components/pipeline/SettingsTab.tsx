import { useState, type ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  pipelineDeletePermission,
  type PipelineDetail,
} from '@mlops/plugin-mlops-common';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePermitted } from '../../hooks/usePermitted';
import { pipelinesRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import { CopyableId } from '../shared/CopyableId';
import { DestructiveButton } from '../shared/DestructiveButton';
import { ErrorPanel } from '../shared/ErrorPanel';
import { ProjectLink } from '../shared/ProjectLink';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './SettingsTab.module.css';

/** Where a pipeline comes from and whose it is; one that was made here can be archived. */
export function SettingsTab({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const mayDelete = usePermitted(pipelineDeletePermission, pipeline);
  return (
    <div className={styles.settings}>
      <dl className={styles.facts}>
        <Fact name={t('pipelines.column.name')}>
          <code>{pipeline.name}</code>
        </Fact>
        <Fact name={t('pipelines.settings.id')}>
          <CopyableId id={pipeline.id} />
        </Fact>
        <Fact name={t('pipelines.project')}>
          <ProjectLink project={pipeline.project} />
        </Fact>
        <Fact name={t('pipelines.column.owner')}>
          {pipeline.createdBy === null
            ? t('pipelines.fromGit')
            : personName(pipeline.createdBy)}
        </Fact>
        <Fact name={t('pipelines.settings.revision')}>{pipeline.revision}</Fact>
        <Fact name={t('pipelines.settings.created')}>
          <RelativeTime value={pipeline.createdAt} />
        </Fact>
        <Fact name={t('pipelines.settings.updated')}>
          <RelativeTime value={pipeline.updatedAt} />
        </Fact>
      </dl>
      {pipeline.source === 'portal' && mayDelete && (
        <Archive pipeline={pipeline} />
      )}
    </div>
  );
}

function Archive({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  const navigate = useNavigate();
  const pipelinesPath = useRouteRef(pipelinesRouteRef);
  const [asking, setAsking] = useState(false);
  const archive = useMutation({
    mutationFn: () => api.deletePipeline({ params: { id: pipeline.id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.allPipelines() });
      navigate(pipelinesPath?.() ?? '/');
    },
  });
  return (
    <div>
      <Button variant="secondary" destructive onPress={() => setAsking(true)}>
        {t('pipelines.settings.archive')}
      </Button>
      <Dialog isOpen={asking} onOpenChange={setAsking} width={480}>
        <DialogHeader>
          {t('pipelines.settings.archiveTitle', { name: pipeline.title })}
        </DialogHeader>
        <DialogBody>
          <Text as="p">{t('pipelines.settings.archiveWhat')}</Text>
          {archive.isError && <ErrorPanel error={archive.error} />}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <DestructiveButton
            label={t('pipelines.settings.archiveConfirm')}
            isPending={archive.isPending}
            onPress={() => archive.mutate()}
          />
        </DialogFooter>
      </Dialog>
    </div>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
