import { Combobox, useAsyncList } from '@backstage/ui';
import { ErrorPanel } from './ErrorPanel';

/** Milliseconds without a key before what is typed is searched for. */
const TYPING = 250;

/** Something to choose, with the name by which people know it. */
export interface Choice {
  id: string;
  label: string;
  /** What tells it from others of the same name. */
  description?: string;
}

/** Chooses one thing of very many: what is typed is searched for on the server. */
export function SearchChoice(props: {
  label: string;
  description?: string;
  placeholder?: string;
  value: Choice | null;
  find(search: string, signal: AbortSignal): Promise<Choice[]>;
  onChange(choice: Choice | null): void;
}) {
  const { label, description, placeholder, value, find, onChange } = props;
  const found = useAsyncList<Choice>({
    load: async ({ filterText = '', signal }) => {
      if (filterText !== '') await pause(TYPING, signal);
      // What was chosen stands in the field; whoever opens it again looks for others.
      const search = filterText === value?.label ? '' : filterText.trim();
      return { items: await find(search, signal) };
    },
  });
  return (
    <div>
      <Combobox
        label={label}
        description={description}
        placeholder={placeholder}
        options={found}
        search={{ mode: 'server' }}
        value={value}
        onChange={onChange}
      />
      {found.error && (
        <ErrorPanel error={found.error} onRetry={() => found.reload()} />
      )}
    </div>
  );
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, ms));
  signal.throwIfAborted();
}
