import { IconMailQuestion } from '@tabler/icons-react';
import { permissionOn } from '../../meta/permissions.ts';
import type { FieldAssistProps, RecordActionProps, WebFeature } from '../../web/slots.ts';
import { deferred } from '../../web/ui/deferred.tsx';

const RecipientsDialog = deferred<RecordActionProps>(() =>
  import('./recipients-dialog.ui.tsx').then((module) => module.RecipientsDialog),
);

const SiteExit = deferred<FieldAssistProps>(() => import('./site-exit.ui.tsx').then((module) => module.SiteExit));

/** Who would receive an invoice or a payment reminder, from the account and from the site (F89–F93). */
export const recipientsFeature: WebFeature = {
  recordActions: [
    {
      name: 'recipients',
      label: { fr: 'Tester\u00a0: qui recevrait\u202f?', en: 'Test: who would receive it?' },
      icon: IconMailQuestion,
      place: 'tools',
      appliesTo: (record, permission) =>
        (record.name === 'account' || record.name === 'site') && permission.read !== 'none',
      dialog: RecipientsDialog,
    },
  ],
  fieldAssist: [
    {
      name: 'site-exit',
      appliesTo: (record, field) => record.name === 'siteContact' && field.name === 'exitDate',
      component: SiteExit,
    },
  ],
  afterRemoval: [
    {
      name: 'site-removed',
      appliesTo: (record, permissions) =>
        (record.name === 'siteContact' || record.name === 'site') &&
        permissionOn(permissions, 'accountContact').update !== 'none',
      run: async (removed, model) => {
        const { askAfterRemoval } = await import('./site-removed.ui.tsx');
        await askAfterRemoval(removed, model);
      },
    },
  ],
};
