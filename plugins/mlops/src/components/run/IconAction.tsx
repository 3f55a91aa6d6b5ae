import type { ReactElement } from 'react';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';

/** A small button with a picture; its name shows as a tooltip. */
export function IconAction(props: {
  icon: ReactElement;
  label: string;
  isDisabled?: boolean;
  isPending?: boolean;
  onPress(): void;
}) {
  const { icon, label, isDisabled, isPending, onPress } = props;
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={icon}
        aria-label={label}
        isDisabled={isDisabled}
        isPending={isPending}
        onPress={onPress}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
