import type { Context } from '../context.ts';
import { listRecords } from '../records/query/list-records.ts';

/** Most teams and users that the tree is drawn of; `complete` says whether there are more. */
const most = 2_000;
const pageSize = 200;

type Listed = Awaited<ReturnType<typeof listRecords>>['items'][number];

async function readAll(
  context: Context,
  name: string,
  fields: readonly string[],
): Promise<{ items: Listed[]; complete: boolean }> {
  const record = context.company.model().record(name);
  const items: Listed[] = [];
  let cursor: string | undefined;
  while (items.length < most) {
    const page = await listRecords(context, record, {
      sort: 'name',
      limit: pageSize,
      count: false,
      fields: [...fields],
      ...(cursor === undefined ? {} : { cursor }),
    });
    items.push(...page.items);
    if (page.next === null) return { items, complete: true };
    cursor = page.next;
  }
  return { items, complete: false };
}

/**
 * Takes who reads; returns the teams they may see, each with the users in it whom they may see, by name. Throws 403 where
 * they may see no team or no user.
 */
export async function readTeams(context: Context) {
  const [teams, users] = [
    await readAll(context, 'team', ['name', 'parent']),
    await readAll(context, 'user', ['name', 'team', 'active']),
  ];
  const members = new Map<unknown, Listed[]>();
  for (const user of users.items) members.set(user.team, [...(members.get(user.team) ?? []), user]);
  return {
    teams: teams.items.map((team) => ({ ...team, members: members.get(team.id) ?? [] })),
    complete: teams.complete && users.complete,
  };
}
