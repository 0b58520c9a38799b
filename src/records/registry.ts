import type { RecordDeclaration } from '../meta/define-record.ts';
import { account } from './account.ts';
import { accountContact } from './account-contact.ts';
import { accountRelation } from './account-relation.ts';
import { action } from './action.ts';
import { collaborator } from './collaborator.ts';
import { comment } from './comment.ts';
import { contact } from './contact.ts';
import { deal } from './deal.ts';
import { dealContact } from './deal-contact.ts';
import { document } from './document.ts';
import { documentVersion } from './document-version.ts';
import { event } from './event.ts';
import { eventContact } from './event-contact.ts';
import { extranetUser } from './extranet-user.ts';
import { follower } from './follower.ts';
import { notification } from './notification.ts';
import { project } from './project.ts';
import { projectContact } from './project-contact.ts';
import { role } from './role.ts';
import { site } from './site.ts';
import { siteContact } from './site-contact.ts';
import { target } from './target.ts';
import { targetMember } from './target-member.ts';
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
  extranetUser,
  collaborator,
  accountRelation,
  deal,
  dealContact,
  project,
  projectContact,
  event,
  eventContact,
  action,
  target,
  targetMember,
  view,
  comment,
  document,
  documentVersion,
  follower,
  notification,
};
