import { dateTime } from '../fields/date-time/date-time.ts';
import type { FieldDeclaration } from '../fields/field-type.ts';
import { user } from '../fields/user/user.ts';

/** The fields every record has and no form writes (F56–F59). Their id and version are columns, not fields. */
export const systemFields: Readonly<Record<string, FieldDeclaration>> = {
  createdAt: dateTime({ label: { fr: 'Créé le', en: 'Created on' }, sortable: true, audited: false }),
  createdBy: user({ label: { fr: 'Créé par', en: 'Created by' }, audited: false }),
  updatedAt: dateTime({ label: { fr: 'Modifié le', en: 'Updated on' }, sortable: true, audited: false }),
  updatedBy: user({ label: { fr: 'Modifié par', en: 'Updated by' }, audited: false }),
  deletedAt: dateTime({
    label: { fr: 'Mis à la corbeille le', en: 'Put in the trash on' },
    hidden: true,
    audited: false,
  }),
};
