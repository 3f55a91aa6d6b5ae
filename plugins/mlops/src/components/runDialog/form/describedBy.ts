import { errorId, helpId, type WidgetProps } from '@rjsf/utils';

/** The ids of what stands below a field: what is wrong with it, and its help. */
export function describedBy(props: WidgetProps): string | undefined {
  const ids = [
    ...(props.rawErrors?.length ? [errorId(props.id)] : []),
    ...(props.options.help ? [helpId(props.id)] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
}
