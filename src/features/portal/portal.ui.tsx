import { IconIdBadge2, IconWorld } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { permissionOn } from '../../meta/permissions.ts';
import type { BulkActionProps, RecordAction, RecordActionProps, WebFeature } from '../../web/slots.ts';
import type { OutsideKind } from './outside-reasons.ts';

const OutsideDialog = lazy(async () => ({ default: (await import('./outside-dialog.ui.tsx')).OutsideDialog }));
const VisitorDialog = lazy(async () => ({ default: (await import('./visitor-dialog.ui.tsx')).VisitorDialog }));
const Settings = lazy(async () => ({ default: (await import('./portal-settings.ui.tsx')).PortalSettingsPage }));

type OutsideProps = Pick<BulkActionProps, 'ids' | 'filter' | 'search' | 'count' | 'close'> & {
  readonly kind: OutsideKind;
};

function Outside(props: OutsideProps) {
  return (
    <Suspense fallback={null}>
      <OutsideDialog {...props} />
    </Suspense>
  );
}

const only = { filter: null, search: '', count: { value: 1, exact: true } } as const;

const kinds = [
  {
    name: 'extranet-users',
    becomes: 'extranetUser',
    icon: IconWorld,
    many: { fr: 'Créer des utilisateurs extranet', en: 'Create extranet users' },
    one: { fr: 'Créer un utilisateur extranet', en: 'Create an extranet user' },
    ofMany: (props: BulkActionProps) => <Outside kind="extranet-users" {...props} />,
    ofOne: ({ item, close }: RecordActionProps) => (
      <Outside kind="extranet-users" ids={[item.id]} {...only} close={close} />
    ),
  },
  {
    name: 'external-collaborators',
    becomes: 'collaborator',
    icon: IconIdBadge2,
    many: { fr: 'Créer des collaborateurs externes', en: 'Create external collaborators' },
    one: { fr: 'Créer un collaborateur externe', en: 'Create an external collaborator' },
    ofMany: (props: BulkActionProps) => <Outside kind="external-collaborators" {...props} />,
    ofOne: ({ item, close }: RecordActionProps) => (
      <Outside kind="external-collaborators" ids={[item.id]} {...only} close={close} />
    ),
  },
] as const;

function Access({ record, item, close }: RecordActionProps) {
  return (
    <Suspense fallback={null}>
      <VisitorDialog record={record} item={item} onClose={close} />
    </Suspense>
  );
}

const accessAction: RecordAction = {
  name: 'portal-access',
  label: { fr: 'Accès au portail', en: 'Access to the portal' },
  icon: IconWorld,
  place: 'tools',
  appliesTo: ({ name }, _permission, permissions) =>
    name === 'contact'
      ? kinds.some(({ becomes }) => permissionOn(permissions, becomes).read !== 'none')
      : kinds.some(({ becomes }) => becomes === name),
  dialog: Access,
};

/** People from outside: letting them in from a selection of contacts (F113, F114), how each stands, the portal's settings. */
export const portalFeature: WebFeature = {
  bulkActions: kinds.map(({ name, many, icon, becomes, ofMany }) => ({
    name,
    label: many,
    icon,
    appliesTo: (record, _permission, permissions) =>
      record.name === 'contact' && permissionOn(permissions, becomes).create,
    dialog: ofMany,
  })),
  recordActions: [
    accessAction,
    ...kinds.map(
      ({ name, one, icon, becomes, ofOne }): RecordAction => ({
        name,
        label: one,
        icon,
        place: 'tools',
        appliesTo: (record, _permission, permissions) =>
          record.name === 'contact' && permissionOn(permissions, becomes).create,
        dialog: ofOne,
      }),
    ),
  ],
  settingsPages: [
    {
      path: 'portal',
      label: { fr: 'Portail', en: 'Portal' },
      icon: IconWorld,
      component: () => (
        <Suspense fallback={null}>
          <Settings />
        </Suspense>
      ),
    },
  ],
};
