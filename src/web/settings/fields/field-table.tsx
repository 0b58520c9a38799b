import { Button, VisuallyHidden } from '@mantine/core';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { fieldType } from '../../../fields/registry.ts';
import { type Localized, localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import type { SettingField } from '../queries.ts';
import { neighboursOf } from './field-order.ts';
import classes from './fields-page.module.css';
import { MoveButtons } from './move-buttons.tsx';

interface FieldTableProps {
  readonly sections: readonly { readonly name: string; readonly label: Localized }[];
  readonly fields: readonly SettingField[];
  readonly onOpen: (name: string) => void;
  readonly onRestore: (field: SettingField) => unknown;
  /** Every field of the record type, in order, where custom ones may be moved. */
  readonly movable?: readonly SettingField[] | undefined;
  readonly onMove: (field: SettingField, way: -1 | 1) => void;
}

function Marks({ field }: { readonly field: SettingField }) {
  const words = useMessages(settingsMessages);
  const marks: readonly (readonly [boolean, string, string?])[] = [
    [!field.ready || field.coming !== null, words.markComing, 'orange'],
    [field.custom, words.markCustom, 'teal'],
    [field.retired, words.markRetired, 'gray'],
    [field.hidden, words.markHidden, 'red'],
    [field.required, words.markRequired],
    [field.readOnly, words.markReadOnly],
    [field.unique, words.markUnique],
    [field.custom && field.search, words.markSearch],
    [field.custom && field.sortable, words.markSortable],
    [!field.audited && field.kind !== 'system', words.markUnaudited],
  ];
  return (
    <div className={classes.marks}>
      {marks
        .filter(([holds]) => holds)
        .map(([, text, color]) => (
          <Tag key={text} color={color}>
            {text}
          </Tag>
        ))}
    </div>
  );
}

function FieldRow({
  field,
  onOpen,
  onRestore,
  movable,
  onMove,
}: Omit<FieldTableProps, 'sections' | 'fields'> & { readonly field: SettingField }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const label = localize(field.label, language);
  const original = localize(field.standardLabel, language);
  const neighbours = movable && field.custom && !field.retired ? neighboursOf(movable, field) : [];
  const open = () => (field.retired ? undefined : onOpen(field.name));
  return (
    // The button in the row does the same by keyboard.
    <tr className={`${classes.row} ${field.hidden || field.retired ? classes.faded : ''}`} onClick={open}>
      <td>
        {field.retired ? (
          label
        ) : (
          <button
            type="button"
            className={classes.name}
            onClick={(event) => {
              event.stopPropagation();
              open();
            }}
          >
            {label}
            {field.required ? (
              <>
                <span className={classes.asterisk} aria-hidden>
                  *
                </span>
                <VisuallyHidden> {words.markRequired}</VisuallyHidden>
              </>
            ) : null}
            {field.custom || original === label ? null : <span className={classes.original}>{original}</span>}
          </button>
        )}
      </td>
      <td className={classes.type}>{localize(fieldType(field.type).label, language)}</td>
      <td>
        {field.retired ? (
          <Button
            size="compact-sm"
            variant="light"
            onClick={(event) => {
              event.stopPropagation();
              void onRestore(field);
            }}
          >
            {words.restore}
          </Button>
        ) : (
          <div className={classes.last}>
            <Marks field={field} />
            {neighbours.length > 1 ? (
              <MoveButtons
                label={label}
                place={neighbours.findIndex(({ name }) => name === field.name)}
                count={neighbours.length}
                onMove={(way) => onMove(field, way)}
              />
            ) : null}
          </div>
        )}
      </td>
    </tr>
  );
}

/** Fields by section, in the order of forms; a line opens its field. */
export function FieldTable({ sections, fields, ...gestures }: FieldTableProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const known = new Set(sections.map(({ name }) => name));
  const groups = [
    ...sections.map(({ name, label }) => ({
      name,
      label: localize(label, language),
      fields: fields.filter((field) => field.section === name),
    })),
    {
      name: 'other',
      label: words.otherSection,
      fields: fields.filter((field) => field.kind !== 'system' && !known.has(field.section ?? '')),
    },
    { name: 'system', label: words.systemSection, fields: fields.filter((field) => field.kind === 'system') },
  ].filter((group) => group.fields.length > 0);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.type}</th>
          <th scope="col">{words.marks}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.name}>
          <tr>
            <th scope="rowgroup" colSpan={3} className={classes.section}>
              {group.label}
            </th>
          </tr>
          {group.fields.map((field) => (
            <FieldRow key={field.name} field={field} {...gestures} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
