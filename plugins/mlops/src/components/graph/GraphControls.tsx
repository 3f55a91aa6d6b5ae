import { useReactFlow } from '@xyflow/react';
import { ButtonIcon } from '@backstage/ui';
import { RiAddLine, RiFocus3Line, RiSubtractLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './PipelineGraph.module.css';

export function GraphControls({ onFit }: { onFit(): void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.controls}>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiAddLine aria-hidden />}
        aria-label={t('run.graph.zoomIn')}
        onPress={() => zoomIn()}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiSubtractLine aria-hidden />}
        aria-label={t('run.graph.zoomOut')}
        onPress={() => zoomOut()}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiFocus3Line aria-hidden />}
        aria-label={t('run.graph.fit')}
        onPress={onFit}
      />
    </div>
  );
}
