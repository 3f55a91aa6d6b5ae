import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { PipelineDetail } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { CopyBlock } from '../run/CopyBlock';
import { saveBlob } from '../run/saveBlob';
import styles from './PipelineView.module.css';

/** The pipeline as a file: to read, to copy and to take along. */
export function DefinitionTab({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { name, yaml } = pipeline;
  return (
    <div className={styles.definition}>
      <div className={styles.tools}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine aria-hidden />}
          onPress={() =>
            saveBlob(
              new Blob([yaml], { type: 'application/yaml' }),
              `${name}.yaml`,
            )
          }
        >
          {t('pipelines.download', { file: `${name}.yaml` })}
        </Button>
      </div>
      <CopyBlock text={yaml} label={t('pipelines.tabs.definition')} />
    </div>
  );
}
