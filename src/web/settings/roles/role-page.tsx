import { Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { newId } from '../../../lib/ids.ts';
import { localize } from '../../../lib/localized.ts';
import { type AreaPermissions, noPermission, type Permissions } from '../../../meta/permissions.ts';
import { isApiProblem } from '../../api/problem.ts';
import {
  useCreateRecord,
  useDeleteRecord,
  useModel,
  usePermission,
  useRecordItem,
  useRecordList,
} from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { LeaveGuard } from '../../records/form/leave-guard.tsx';
import { useSave } from '../../records/form/use-save.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import tools from '../fields/fields-page.module.css';
import { FieldRights } from './field-rights.tsx';
import { RightsTable } from './rights-table.tsx';
import classes from './role-page.module.css';
import { freeTitle } from './roles-page.tsx';

const areas: readonly (keyof AreaPermissions)[] = ['settings', 'users', 'audit', 'backup'];

/** A role's rights as kept; what an older Carnet left out is no right. */
function rightsOf(item: Item): Permissions {
  const kept = (item.permissions ?? {}) as Partial<Permissions>;
  return {
    records: kept.records ?? {},
    others: { ...noPermission, ...kept.others },
    areas: { settings: false, users: false, audit: false, backup: false, ...kept.areas },
  };
}

function Areas({
  permissions,
  onChange,
}: {
  readonly permissions: Permissions;
  readonly onChange: (permissions: Permissions) => void;
}) {
  const words = useMessages(settingsMessages);
  const labels = {
    settings: [words.areaSettings, words.areaSettingsHelp],
    users: [words.areaUsers, words.areaUsersHelp],
    audit: [words.areaAudit, words.areaAuditHelp],
    backup: [words.areaBackup, words.areaBackupHelp],
  } as const;
  return (
    <section className={classes.areas} aria-label={words.areas}>
      <h2 className={classes.heading}>{words.areas}</h2>
      {areas.map((area) => (
        <Checkbox
          key={area}
          label={labels[area][0]}
          description={labels[area][1]}
          checked={permissions.areas[area]}
          onChange={(event) =>
            onChange({ ...permissions, areas: { ...permissions.areas, [area]: event.currentTarget.checked } })
          }
        />
      ))}
    </section>
  );
}

function RoleEditor({ item }: { readonly item: Item }) {
  const words = useMessages(settingsMessages);
  const signIn = useMessages(signInMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const model = useModel();
  const record = model.record('role');
  const right = usePermission('role');
  const users = useRecordList('users', { filter: { field: 'role', op: 'equals', value: item.id }, limit: 1 }).data
    ?.pages[0]?.count?.value;
  const [name, setName] = useState(String(item.name ?? ''));
  const [permissions, setPermissions] = useState(() => rightsOf(item));
  const [fieldsOf, setFieldsOf] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { save, saving, dialog } = useSave(record);
  const creation = useCreateRecord('roles');
  const deletion = useDeleteRecord('roles');
  const free = useRef(false);
  const [secondFactor, setSecondFactor] = useState(item.requiresSecondFactor === true);
  const secured = secondFactor !== (item.requiresSecondFactor === true);
  const renamed = name.trim() !== String(item.name ?? '');
  const changed = JSON.stringify(permissions) !== JSON.stringify(rightsOf(item));
  const dirty = renamed || changed || secured;
  const version = useRef(item.version);
  useEffect(() => {
    // Saved by someone else and nothing changed here: theirs is shown.
    if (version.current === item.version || dirty) return;
    version.current = item.version;
    setName(String(item.name ?? ''));
    setPermissions(rightsOf(item));
    setSecondFactor(item.requiresSecondFactor === true);
  }, [item, dirty]);
  const submit = useOneAtATime(async () => {
    const outcome = await save(item.id, version.current, {
      ...(renamed ? { name } : {}),
      ...(changed ? { permissions } : {}),
      ...(secured ? { requiresSecondFactor: secondFactor } : {}),
    });
    if (outcome.ok) {
      version.current = outcome.item.version;
      setName(String(outcome.item.name ?? ''));
      setPermissions(rightsOf(outcome.item));
      setProblem(null);
      showToast(words.saved);
    } else if (outcome.error !== null) setProblem(isApiProblem(outcome.error) ? outcome.error.detail : words.saveFirst);
  });
  const copy = useOneAtATime(async () => {
    try {
      const made = await creation.mutateAsync({
        values: { name: freeTitle(words.copyOf(name), []), permissions, requiresSecondFactor: secondFactor },
        idempotencyKey: newId(),
      });
      await navigate({ to: '/settings/$', params: { _splat: `roles/${made.id}` } });
    } catch (error) {
      showProblem(error);
    }
  });
  const shown = model.records.find((candidate) => candidate.name === fieldsOf) ?? null;
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PageHeader
        title={item.title}
        description={users === undefined ? words.rights : words.usersWith(users)}
        actions={
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" aria-label={words.actionsOf(item.title)} px={10}>
                  <IconDots size={16} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item disabled={!right.create} onClick={() => void copy()}>
                  {words.copyRole}
                </Menu.Item>
                <Menu.Item color="red" disabled={right.delete === 'none'} onClick={() => setDeleting(true)}>
                  {words.deleteRole}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button type="submit" disabled={!dirty || right.update === 'none'} loading={saving}>
              {words.save}
            </Button>
          </>
        }
      />
      {problem ? (
        <p className={classes.notice} role="alert">
          {problem}
        </p>
      ) : null}
      <div className={tools.tools}>
        <TextInput
          label={words.roleName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk
        />
      </div>
      <RightsTable model={model} permissions={permissions} onChange={setPermissions} onFields={setFieldsOf} />
      <Areas permissions={permissions} onChange={setPermissions} />
      <section className={classes.areas} aria-label={signIn.signInOfRole}>
        <h2 className={classes.heading}>{signIn.signInOfRole}</h2>
        <Checkbox
          label={signIn.requireSecondFactor}
          description={signIn.requireSecondFactorHelp}
          checked={secondFactor}
          onChange={(event) => setSecondFactor(event.currentTarget.checked)}
        />
      </section>
      <FieldRights
        record={shown}
        permissions={permissions}
        onChange={setPermissions}
        onClose={() => setFieldsOf(null)}
      />
      <ConfirmDialog
        opened={deleting}
        title={words.deleteRole}
        confirmLabel={localize({ fr: 'Supprimer', en: 'Delete' }, language)}
        danger
        onClose={() => setDeleting(false)}
        onConfirm={async () => {
          free.current = true;
          await deletion.mutateAsync({ id: item.id, title: item.title });
          await navigate({ to: '/settings/$', params: { _splat: 'roles' } });
        }}
      >
        {item.title}
      </ConfirmDialog>
      {dialog}
      <LeaveGuard dirty={dirty} free={free} />
    </form>
  );
}

/** One role: what who has it may read and do. */
export function RolePage({ id }: { readonly id: string }) {
  const { data, error, refetch } = useRecordItem('roles', id);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return data ? <RoleEditor key={data.id} item={data} /> : <RowSkeletons />;
}
