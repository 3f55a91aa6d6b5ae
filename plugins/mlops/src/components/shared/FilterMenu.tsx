import {
  Button,
  MenuAutocompleteListbox,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';

/** A chip that says what a filter lets through, and opens the choice. */
export function FilterMenu<T extends string>(props: {
  label: string;
  options: ReadonlyArray<{ value: T; label: string }>;
  selected: readonly T[];
  /** `single`: at most one. */
  mode: 'single' | 'multiple';
  /** Invites to type where the choice is long. */
  search?: string;
  onChange(selected: T[]): void;
}) {
  const { label, options, selected, mode, search, onChange } = props;
  const chosen = options
    .filter(({ value }) => selected.includes(value))
    .map(option => option.label);
  const List = search === undefined ? MenuListBox : MenuAutocompleteListbox;
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant={chosen.length > 0 ? 'secondary' : 'tertiary'}
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        {chosen.length > 0 ? `${label}: ${chosen.join(', ')}` : label}
      </Button>
      <List
        aria-label={label}
        placeholder={search}
        selectionMode={mode}
        selectedKeys={selected}
        onSelectionChange={keys =>
          onChange(
            options
              .map(({ value }) => value)
              .filter(value => keys === 'all' || keys.has(value)),
          )
        }
      >
        {options.map(option => (
          <MenuListBoxItem
            key={option.value}
            id={option.value}
            textValue={option.label}
          >
            {option.label}
          </MenuListBoxItem>
        ))}
      </List>
    </MenuTrigger>
  );
}
