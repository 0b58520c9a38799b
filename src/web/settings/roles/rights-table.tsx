import { ActionIcon, Button, Checkbox, NativeSelect, Tooltip } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { type Permissions, permissionOn, type RecordPermission, type Scope } from '../../../meta/permissions.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { inOrder } from '../settings-menu.tsx';
import classes from './role-page.module.css';
import { asOthers, isGranted, restrictedFields, scopesOf, withRight } from './role-rights.ts';

interface RightsTableProps {
  readonly model: Model;
  readonly permissions: Permissions;
  readonly onChange: (permissions: Permissions) => void;
  /** Opens the access to the fields of a record type. */
  readonly onFields: (record: string) => void;
}

interface RightRowProps extends Omit<RightsTableProps, 'model'> {
  /** Null for all the record types that have no rights of their own. */
  readonly record: EffectiveRecord | null;
}

function RightRow({ record, permissions, onChange, onFields }: RightRowProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const right = record ? permissionOn(permissions, record.name) : permissions.others;
  const own = record !== null && record.name in permissions.records;
  const name = record ? localize(record.label.many, language) : words.others;
  const set = (change: Partial<RecordPermission>) => onChange(withRight(permissions, record, change));
  const scopes: Readonly<Record<Scope, string>> = {
    none: words.scopeNone,
    own: words.scopeOwn,
    team: words.scopeTeam,
    all: words.scopeAll,
  };
  const reach = (key: 'read' | 'update' | 'delete', label: string) => (
    <td data-label={label}>
      <NativeSelect
        size="xs"
        aria-label={words.rightOn(label, name)}
        value={right[key]}
        data={[...new Set([...scopesOf(record, key), right[key]])].map((scope) => ({
          value: scope,
          label: scopes[scope],
        }))}
        onChange={(event) => set({ [key]: event.currentTarget.value as Scope })}
      />
    </td>
  );
  const flag = (key: 'create' | 'export' | 'import', label: string) => (
    <td data-label={label}>
      <Checkbox
        aria-label={words.rightOn(label, name)}
        checked={right[key]}
        onChange={(event) => set({ [key]: event.currentTarget.checked })}
      />
    </td>
  );
  const restricted = record ? restrictedFields(right, record) : 0;
  return (
    <tr className={own || !record ? '' : classes.inherited}>
      <th scope="row">
        <span className={classes.record}>
          {record ? <RecordIcon name={record.icon} size={16} /> : null}
          {name}
          {own && record ? (
            <Tooltip label={words.asOthers}>
              <ActionIcon
                size="sm"
                aria-label={words.resetRights(name)}
                onClick={() => onChange(asOthers(permissions, record))}
              >
                <IconRestore size={14} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </span>
      </th>
      {reach('read', words.read)}
      {flag('create', words.createRight)}
      {reach('update', words.update)}
      {reach('delete', words.delete)}
      {flag('export', words.export)}
      {flag('import', words.importRight)}
      <td data-label={words.fieldsRight}>
        {record ? (
          <Button
            size="compact-xs"
            variant={restricted > 0 ? 'light' : 'subtle'}
            aria-label={words.fieldRights(name)}
            onClick={() => onFields(record.name)}
          >
            {restricted > 0 ? words.fieldsSome(restricted) : words.fieldsAll}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** A role's rights, a record type a line; those that follow « all the others » are dimmed. */
export function RightsTable({ model, permissions, onChange, onFields }: RightsTableProps) {
  const words = useMessages(settingsMessages);
  const row = (record: EffectiveRecord | null) => (
    <RightRow
      key={record?.name ?? ''}
      record={record}
      permissions={permissions}
      onChange={onChange}
      onFields={onFields}
    />
  );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{words.record}</th>
          <th scope="col">{words.read}</th>
          <th scope="col">{words.createRight}</th>
          <th scope="col">{words.update}</th>
          <th scope="col">{words.delete}</th>
          <th scope="col">{words.export}</th>
          <th scope="col">{words.importRight}</th>
          <th scope="col">{words.fieldsRight}</th>
        </tr>
      </thead>
      <tbody>
        {row(null)}
        {inOrder(model).filter(isGranted).map(row)}
      </tbody>
    </table>
  );
}
