import { useId, useState } from 'react';
import { Button, Select } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { Revision } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { CopyBlock } from '../run/CopyBlock';
import { personName } from '../run/personName';
import { RelativeTime } from '../shared/RelativeTime';
import { RevisionDifference } from './RevisionDifference';
import styles from './PipelineView.module.css';

/** Instead of another revision: the definition as a whole. */
const WHOLE = 'whole';

/** One revision: who made it and when, and what it changed. */
export function RevisionItem(props: {
  revision: Revision;
  /** Those that it can be compared with, newest first. */
  others: readonly Revision[];
  isCurrent: boolean;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}) {
  const { revision, others, isCurrent, isOpen, onOpen } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const id = useId();
  const before = others.find(other => other.revision < revision.revision);
  const [against, setAgainst] = useState(
    before ? String(before.revision) : WHOLE,
  );
  const other = others.find(({ revision: of }) => String(of) === against);
  const name = t('pipelines.revision', {
    revision: String(revision.revision),
  });
  return (
    <section className={styles.revision} aria-label={name}>
      <div className={styles.revisionHead}>
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={isOpen}
          aria-controls={id}
          iconStart={
            isOpen ? (
              <RiArrowDownSLine aria-hidden />
            ) : (
              <RiArrowRightSLine aria-hidden />
            )
          }
          onPress={() => onOpen(!isOpen)}
        >
          {name}
        </Button>
        {isCurrent && <span>{t('pipelines.current')}</span>}
        <RelativeTime value={revision.createdAt} />
        <span>
          {revision.createdBy === null
            ? t('pipelines.fromGit')
            : personName(revision.createdBy)}
        </span>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <>
            <div className={styles.tools}>
              <Select
                aria-label={t('pipelines.difference.against')}
                size="small"
                selectedKey={against}
                options={[
                  { value: WHOLE, label: t('pipelines.difference.whole') },
                  ...others.map(({ revision: of }) => ({
                    value: String(of),
                    label: t('pipelines.difference.from', {
                      revision: String(of),
                    }),
                  })),
                ]}
                onSelectionChange={key => setAgainst(String(key))}
              />
            </div>
            {other ? (
              <RevisionDifference from={other} to={revision} />
            ) : (
              <CopyBlock
                text={revision.yaml}
                label={t('pipelines.tabs.definition')}
              />
            )}
          </>
        )}
      </div>
    </section>
  );
}
