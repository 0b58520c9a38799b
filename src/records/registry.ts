import type { RecordDeclaration } from '../meta/define-record.ts';
import { account } from './account.ts';
import { accountContact } from './account-contact.ts';
import { contact } from './contact.ts';
import { role } from './role.ts';
import { site } from './site.ts';
import { siteContact } from './site-contact.ts';
import { team } from './team.ts';
import { user } from './user.ts';
import { view } from './view.ts';

/** Every record type by its name: one import and one line each. A type stands after those it points to. */
export const records: Readonly<Record<string, RecordDeclaration>> = {
  role,
  team,
  user,
  account,
  site,
  contact,
  accountContact,
  siteContact,
  view,
};
