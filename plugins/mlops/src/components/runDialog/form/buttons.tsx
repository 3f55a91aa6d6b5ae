import type { ReactElement } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import {
  RiAddLine,
  RiArrowDownLine,
  RiArrowUpLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../../translations/mlopsTranslationRef';

interface Action {
  isDisabled?: boolean;
  onPress(): void;
}

export function AddButton(props: Action) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <Button
      isDisabled={props.isDisabled}
      onPress={() => props.onPress()}
      size="small"
      variant="secondary"
      iconStart={<RiAddLine aria-hidden />}
    >
      {t('pipelines.form.add')}
    </Button>
  );
}

export function RemoveButton(props: Action) {
  return <IconButton {...props} icon={<RiDeleteBinLine />} word="remove" />;
}

export function MoveUpButton(props: Action) {
  return <IconButton {...props} icon={<RiArrowUpLine />} word="up" />;
}

export function MoveDownButton(props: Action) {
  return <IconButton {...props} icon={<RiArrowDownLine />} word="down" />;
}

function IconButton(
  props: Action & { icon: ReactElement; word: 'remove' | 'up' | 'down' },
) {
  const { icon, word, isDisabled, onPress } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <ButtonIcon
      isDisabled={isDisabled}
      // The handlers of the form library take an event of the DOM or none; a press is neither.
      onPress={() => onPress()}
      size="small"
      variant="tertiary"
      icon={icon}
      aria-label={t(`pipelines.form.${word}`)}
    />
  );
}
