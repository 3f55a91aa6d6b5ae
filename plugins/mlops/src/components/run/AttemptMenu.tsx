import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { Attempt } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useStatusWord } from '../shared/useStatusWord';
import { StateIcon } from '../shared/StateIcon';

/** Chooses between the attempts of a task. */
export function AttemptMenu(props: {
  attempts: readonly Attempt[];
  /** Counts from 1. */
  shown: number;
  onShow(attempt: number): void;
}) {
  const { attempts, shown, onShow } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const name = (attempt: number) =>
    t('run.task.attempt', {
      attempt: String(attempt),
      total: String(attempts.length),
    });
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        {name(shown)}
      </Button>
      <Menu
        selectionMode="single"
        selectedKeys={[String(shown)]}
        onAction={key => onShow(Number(key))}
      >
        {attempts.map(({ attempt, status }) => (
          <MenuItem
            key={attempt}
            id={String(attempt)}
            textValue={name(attempt)}
            iconStart={<StateIcon status={status} />}
          >
            {`${name(attempt)} · ${wordOf(status)}`}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
