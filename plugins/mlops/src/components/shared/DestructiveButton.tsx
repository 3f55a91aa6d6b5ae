import { Button } from '@backstage/ui';
import styles from './DestructiveButton.module.css';

/** The last step before something goes, in a dialog that has named it. */
export function DestructiveButton(props: {
  label: string;
  isPending: boolean;
  isDisabled?: boolean;
  onPress(): void;
}) {
  return (
    <Button
      variant="primary"
      destructive
      className={styles.button}
      isPending={props.isPending}
      isDisabled={props.isDisabled}
      onPress={props.onPress}
    >
      {props.label}
    </Button>
  );
}
