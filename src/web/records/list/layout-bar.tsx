import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { layoutMessages } from '../../language/layouts.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { layoutFields } from './layout.ts';
import classes from './layout-bar.module.css';
import type { List } from './use-list.ts';

interface FieldMenuProps {
  readonly label: string;
  readonly fields: readonly EffectiveField[];
  readonly chosen: readonly EffectiveField[];
  /** Words that stand for no field. */
  readonly none?: string;
  /** Several may be chosen, one after the other. */
  readonly several?: boolean;
  readonly onChoose: (names: readonly string[]) => void;
}

/** A button that says which field is chosen, and a menu of those that may be. */
function FieldMenu({ label, fields, chosen, none, several = false, onChoose }: FieldMenuProps) {
  const language = useLanguage();
  const shown = chosen.map((field) => localize(field.label, language)).join(', ') || none;
  const toggle = ({ name }: EffectiveField) => {
    const names = chosen.map((field) => field.name);
    if (!several) onChoose([name]);
    else onChoose(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
  };
  return (
    <MenuButton
      position="bottom-start"
      width={250}
      label={label}
      classNames={{ dropdown: classes.menu ?? '' }}
      target={
        <Button variant="subtle" color="gray" size="compact-sm" rightSection={<IconChevronDown size={14} />}>
          <span className={classes.label}>{label}</span>
          {shown}
        </Button>
      }
    >
      {(Menu) => (
        <>
          {none === undefined ? null : (
            <Menu.Item
              leftSection={chosen.length === 0 ? <IconCheck size={16} /> : <span className={classes.room} />}
              onClick={() => onChoose([])}
            >
              {none}
            </Menu.Item>
          )}
          {fields.map((field) => {
            const is = chosen.includes(field);
            return (
              <Menu.Item
                key={field.name}
                closeMenuOnClick={!several}
                leftSection={is ? <IconCheck size={16} /> : <span className={classes.room} />}
                aria-current={is ? 'true' : undefined}
                onClick={() => toggle(field)}
              >
                {localize(field.label, language)}
              </Menu.Item>
            );
          })}
        </>
      )}
    </MenuButton>
  );
}

/** What the layout of a list is made by: the field of its groups, its columns or its days, and what is added up. */
export function LayoutBar({ list, children }: { readonly list: List; readonly children?: ReactNode }) {
  const words = useMessages(layoutMessages);
  const { record, permission, state, arrange } = list;
  const { layout, by, totals, on } = state;
  const fields = layoutFields(record, permission);
  return (
    <div className={classes.bar}>
      {by && (layout === 'groups' || layout === 'board') ? (
        <>
          <FieldMenu
            label={layout === 'board' ? words.columnsBy : words.groupBy}
            fields={fields[layout]}
            chosen={[by]}
            onChoose={([name]) => arrange({ by: name ?? '' })}
          />
          {fields.totals.length > 0 ? (
            <FieldMenu
              label={words.totals}
              fields={fields.totals}
              chosen={totals}
              none={words.noTotal}
              several={layout === 'groups'}
              onChoose={(names) => arrange({ totals: names.join(',') })}
            />
          ) : null}
        </>
      ) : null}
      {on ? (
        <FieldMenu
          label={words.shownBy}
          fields={fields.calendar}
          chosen={[on]}
          onChoose={([name]) => arrange({ on: name ?? '' })}
        />
      ) : null}
      {children}
    </div>
  );
}
