import { IconEye, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { RecordActionProps, WebFeature } from '../../web/slots.ts';

const Dialog = lazy(async () => ({
  default: (await import('../../web/settings/users/view-as-dialog.tsx')).ViewAsDialog,
}));

function ViewAs({ item, close }: RecordActionProps) {
  return (
    <Suspense fallback={null}>
      <Dialog user={item} onClose={close} />
    </Suspense>
  );
}

/** Letting people in, from where users are listed: inviting them, seeing Carnet as one of them. */
export const userAccessFeature: WebFeature = {
  createWays: [
    {
      name: 'invite',
      label: { fr: 'Inviter par e-mail ou par lien', en: 'Invite by e-mail or by link' },
      icon: IconUserPlus,
      appliesTo: (record, permission) => record.name === 'user' && permission.create,
      href: () => '/settings/users?invite=true',
    },
  ],
  recordActions: [
    {
      name: 'view-as',
      label: { fr: 'Voir comme', en: 'See as' },
      icon: IconEye,
      place: 'tools',
      // Who may give any user any role: the server asks no less.
      appliesTo: (record, permission) => record.name === 'user' && permission.update === 'all',
      dialog: ViewAs,
    },
  ],
};
