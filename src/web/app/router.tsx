import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { DeferredRecordPicker } from '../../fields/reference/deferred-record-picker.ui.tsx';
import { permissionOn } from '../../meta/permissions.ts';
import { modelOf } from '../api/model.ts';
import { isApiProblem } from '../api/problem.ts';
import { askRecord, meQuery, modelQuery, setupQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { setLanguage } from '../language/current-language.ts';
import { askedOrKept } from '../offline/kept-answers.ts';
import { askList } from '../records/list/ask-list.ts';
import { type ListSearch, readListSearch } from '../records/list/list-search.ts';
import { waysQuery } from '../sign-in/ways.ts';
import type { FeatureRoute } from '../slots.ts';
import { preloadInputs } from '../ui/deferred-inputs.tsx';
import { loadLater } from '../ui/later.ts';
import {
  CollectionPage,
  CreateRecordPage,
  DuplicatePairsPage,
  OneRecordPage,
  OneSettingsPage,
  pages,
} from './pages.tsx';
import { NotFound, PageFailed } from './route-states.tsx';
import { forgetEverything } from './session.ts';
import { Shell } from './shell.tsx';

interface SignInSearch {
  readonly back?: string | undefined;
  /** Code of what went wrong at the identity provider. */
  readonly problem?: string | undefined;
}

/** Takes what stands in the address; keeps a way back only when it stays inside the application. */
function readSignInSearch(search: Record<string, unknown>): SignInSearch {
  const { back, problem } = search;
  // Said even where there is none: what is left out of the answer would stay as it stands in the address.
  return {
    back: typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : undefined,
    problem: typeof problem === 'string' ? problem : undefined,
  };
}

/** For pages that read their own address. */
function anySearch(search: Record<string, unknown>): Readonly<Record<string, unknown>> {
  return search;
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageFailed });

/** Lets in who is signed in; shows the others the set-up page or the sign-in page. */
async function requireSignIn(href: string): Promise<void> {
  try {
    const [me] = await Promise.all([askedOrKept(queryClient, meQuery), askedOrKept(queryClient, modelQuery)]);
    setLanguage(me.user.language);
  } catch (error) {
    if (!isApiProblem(error) || error.status !== 401) throw error;
    forgetEverything();
    const { needed } = await queryClient.fetchQuery(setupQuery);
    throw needed
      ? redirect({ to: '/setup' })
      : redirect({ to: '/sign-in', search: href === '/' ? {} : { back: href } });
  }
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: ({ location }) => requireSignIn(location.href),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../home/home-page.tsx'), 'HomePage'),
});

/** Asks for a list's first page as soon as its address is known, beside everything else that the page needs. */
async function beginList(collection: string, search: ListSearch): Promise<void> {
  const [me, settings] = await Promise.all([
    queryClient.ensureQueryData(meQuery),
    queryClient.ensureQueryData(modelQuery),
  ]);
  const record = modelOf(settings).collection(collection);
  if (record) askList(record, permissionOn(me.permissions, record.name), search, me.startViews?.[record.name]);
}

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/crm/$collection',
  validateSearch: readListSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => {
    void beginList(params.collection, deps).catch(() => undefined);
  },
  component: CollectionPage,
});

const create = createRoute({
  getParentRoute: () => signedIn,
  path: '/crm/$collection/new',
  validateSearch: anySearch,
  loader: () => Promise.all([pages.create.preload?.(), preloadInputs(), DeferredRecordPicker.preload()]),
  component: CreateRecordPage,
});

const duplicates = createRoute({
  getParentRoute: () => signedIn,
  path: '/crm/$collection/duplicates',
  loader: () => pages.duplicates.preload?.(),
  component: DuplicatePairsPage,
});

const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/crm/$collection/$id',
  validateSearch: anySearch,
  loader: ({ params }) => {
    askRecord(params.collection, params.id);
    return pages.record.preload?.();
  },
  component: OneRecordPage,
});

// What one goes to next from a list or a record.
loadLater(async () => pages.record.preload?.());
loadLater(async () => pages.create.preload?.());

const importRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/import',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../records/import/import-page.tsx'), 'ImportPage'),
});

const operations = createRoute({
  getParentRoute: () => signedIn,
  path: '/operations',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../records/operations/operations-page.tsx'), 'OperationsPage'),
});

const pending = createRoute({
  getParentRoute: () => signedIn,
  path: '/pending',
  component: lazyRouteComponent(() => import('../offline/outbox-page.tsx'), 'OutboxPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/$',
  validateSearch: anySearch,
  loader: () => pages.settings.preload?.(),
  component: OneSettingsPage,
});

const help = createRoute({
  getParentRoute: () => signedIn,
  path: '/help',
  component: lazyRouteComponent(() => import('../help/help-page.tsx'), 'HelpPage'),
});

const helpOn = createRoute({
  getParentRoute: () => signedIn,
  path: '/help/$page',
  component: lazyRouteComponent(() => import('../help/help-page.tsx'), 'HelpPage'),
});

const fields = createRoute({
  getParentRoute: () => signedIn,
  path: '/dev/fields',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../dev/fields-page.tsx'), 'FieldsPage'),
});

/** Every other address: said inside the frame, from where one can go on. */
const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFound });

const components = createRoute({
  getParentRoute: () => signedIn,
  path: '/dev/ui',
  component: lazyRouteComponent(() => import('../dev/ui-page.tsx'), 'UiPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  beforeLoad: async ({ search }) => {
    // Known before the page is drawn, so that nothing on it moves.
    const ways = queryClient.fetchQuery(waysQuery(search.problem)).catch(() => undefined);
    const { needed } = await queryClient.fetchQuery(setupQuery);
    if (needed) throw redirect({ to: '/setup' });
    await ways;
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async () => {
    const { needed } = await queryClient.fetchQuery(setupQuery);
    if (!needed) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

const signedInRoutes = [
  home,
  list,
  create,
  duplicates,
  record,
  importRoute,
  operations,
  pending,
  settings,
  help,
  helpOn,
  fields,
  components,
  nowhere,
] as const;
const closedRoutes = [signIn, welcome, forgotten, setup] as const;
const routeTree = root.addChildren([signedIn.addChildren(signedInRoutes), ...closedRoutes]);

function makeRouter(tree: typeof routeTree) {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    // What a page does not understand leaves its address.
    search: { strict: true },
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
  });
}

export type CarnetRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: CarnetRouter;
  }
}

/** Takes the pages that features bring; returns the router of the application. */
export function createCarnetRouter(featureRoutes: readonly FeatureRoute[]): CarnetRouter {
  if (featureRoutes.length === 0) return makeRouter(routeTree);
  const more = featureRoutes.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => signedIn,
      path,
      validateSearch: anySearch,
      component: lazyRouteComponent(load, 'component'),
    }),
  );
  // Pages of features are reached by their address as text: they are no part of the router's type.
  const tree = root.addChildren([signedIn.addChildren([...signedInRoutes, ...more]), ...closedRoutes]);
  return makeRouter(tree as unknown as typeof routeTree);
}
