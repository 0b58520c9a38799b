import type { Colleagues } from './colleagues.ts';

/** How many accounts the first salesperson of the first team has, whatever the size. */
export const smallestPortfolio = 500;

/** Steps through the accounts in an order that looks like none; it shares no factor with a round number. */
const stride = 7_919;

/**
 * Takes the teams and how many accounts there are; returns who owns the account of each number: a fifth for each of four
 * teams, the rest for nobody; in the first team, exactly 500 for the first salesperson.
 */
export function ownersOf(teams: readonly Colleagues[], accounts: number): (index: number) => string | null {
  const share = accounts / (teams.length + 1);
  const small = Math.min(smallestPortfolio, Math.floor(share / 2));
  return (index) => {
    const place = (index * stride) % accounts;
    const team = Math.floor(place / share);
    const within = place - Math.ceil(team * share);
    const people = teams[team]?.salespeople ?? [];
    if (people.length === 0) return null;
    if (team > 0) return people[within % people.length]?.id ?? null;
    return (within < small ? people[0] : people[1 + (within % (people.length - 1))])?.id ?? null;
  };
}
