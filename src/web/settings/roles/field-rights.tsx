import { Drawer, NativeSelect } from '@mantine/core';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type FieldAccess, fieldAccess, type Permissions, permissionOn } from '../../../meta/permissions.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { usePhone } from '../../ui/phone.ts';
import classes from './role-page.module.css';
import { withFieldAccess, withRight } from './role-rights.ts';

interface FieldRightsProps {
  /** The record type whose fields are shown; null closes the drawer. */
  readonly record: EffectiveRecord | null;
  readonly permissions: Permissions;
  readonly onChange: (permissions: Permissions) => void;
  readonly onClose: () => void;
}

/** What a role may do with each field of a record type. */
export function FieldRights({ record, permissions, onChange, onClose }: FieldRightsProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const phone = usePhone();
  const right = record ? permissionOn(permissions, record.name) : null;
  return (
    <Drawer
      opened={record !== null}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : 420}
      title={record ? words.fieldRights(localize(record.label.many, language)) : ''}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <ul className={classes.fields}>
        {(record?.fields ?? []).map((field) => (
          <li key={field.name} className={classes.field}>
            <span>{localize(field.label, language)}</span>
            <NativeSelect
              size="xs"
              aria-label={localize(field.label, language)}
              value={right ? fieldAccess(right, field.name) : 'edit'}
              data={[
                { value: 'edit', label: field.kind === 'system' ? words.fieldRead : words.fieldEdit },
                ...(field.kind === 'system' ? [] : [{ value: 'read', label: words.fieldRead }]),
                { value: 'none', label: words.fieldNone },
              ]}
              onChange={(event) => {
                if (record && right)
                  onChange(
                    withRight(permissions, record, {
                      fields: undefined,
                      ...withFieldAccess(right, field.name, event.currentTarget.value as FieldAccess),
                    }),
                  );
              }}
            />
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
