import { useRouterState } from '@tanstack/react-router';
import { useSlot } from '../slots.ts';
import { type GuidePage, guidePageOf } from './screen-pages.ts';

/** The page of the guide that explains the screen one is on. */
export function useHelpPage(): GuidePage {
  const routes = useSlot('routes');
  return useRouterState({
    select: ({ matches, location }) => {
      const route = matches.at(-1)?.fullPath ?? '';
      return routes.find(({ path }) => path === route)?.guide ?? guidePageOf(route, location.pathname);
    },
  });
}
