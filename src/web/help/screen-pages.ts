import type { RegisteredRouter } from '@tanstack/react-router';

/** Where a screen is explained: a page of docs/guide. */
export type GuidePage =
  | 'README'
  | 'accueil'
  | 'actions'
  | 'administrer'
  | 'affaires'
  | 'carte-de-visite'
  | 'champs'
  | 'cles-api'
  | 'connexion'
  | 'doublons'
  | 'fiche'
  | 'importer'
  | 'journaux'
  | 'listes'
  | 'messagerie'
  | 'mon-compte'
  | 'operations'
  | 'portail'
  | 'portail-visiteur'
  | 'premiers-pas'
  | 'projets-et-cibles'
  | 'repertoire'
  | 'roles'
  | 'sauvegarde'
  | 'selection'
  | 'telephone'
  | 'utilisateurs';

/** The page of every screen, by its route: a new route does not compile without one. */
export const pageOfRoute: Readonly<Record<keyof RegisteredRouter['routesByPath'], GuidePage>> = {
  '/': 'accueil',
  '/$': 'README',
  '/crm/$collection': 'listes',
  '/crm/$collection/$id': 'fiche',
  '/crm/$collection/duplicates': 'doublons',
  '/crm/$collection/new': 'fiche',
  '/dev/fields': 'README',
  '/dev/ui': 'README',
  '/forgotten': 'connexion',
  '/help': 'README',
  '/help/$page': 'README',
  '/import': 'importer',
  '/operations': 'operations',
  '/pending': 'telephone',
  '/settings/$': 'administrer',
  '/setup': 'premiers-pas',
  '/sign-in': 'connexion',
  '/welcome': 'connexion',
};

/** Record types that have a page of their own, by collection. */
export const pageOfCollection: Readonly<Record<string, GuidePage>> = {
  actions: 'actions',
  events: 'actions',
  deals: 'affaires',
  projects: 'projets-et-cibles',
  targets: 'projets-et-cibles',
  users: 'utilisateurs',
  teams: 'utilisateurs',
  'extranet-users': 'portail',
  collaborators: 'portail',
};

/** The page of every page of the settings, by the first part of its address. */
export const pageOfSettings: Readonly<Record<string, GuidePage>> = {
  records: 'champs',
  lists: 'champs',
  names: 'selection',
  roles: 'roles',
  users: 'utilisateurs',
  teams: 'utilisateurs',
  'access-log': 'journaux',
  history: 'journaux',
  account: 'mon-compte',
  'address-book': 'repertoire',
  'api-keys': 'cles-api',
  backup: 'sauvegarde',
  mail: 'messagerie',
  networks: 'fiche',
  portal: 'portail',
  'single-sign-on': 'connexion',
};

const known = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Takes the route that is shown and its address; returns the page of the guide that explains it. */
export function guidePageOf(route: string, path: string): GuidePage {
  const [, room, name = ''] = path.split('/');
  const own = room === 'settings' ? known(pageOfSettings, name) : known(pageOfCollection, name);
  return own ?? known<GuidePage>(pageOfRoute, route.replace(/(.)\/$/, '$1')) ?? 'README';
}
