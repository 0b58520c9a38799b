import { useRouterState } from '@tanstack/react-router';
import { type GuidePage, guidePageOf } from './screen-pages.ts';

/** The page of the guide that explains the screen one is on. */
export function useHelpPage(): GuidePage {
  return useRouterState({
    select: ({ matches, location }) => guidePageOf(matches.at(-1)?.fullPath ?? '', location.pathname),
  });
}
