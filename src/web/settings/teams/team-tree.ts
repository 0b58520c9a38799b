/** A member of a team. */
export interface TeamMember {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly active?: boolean | null;
}

/** A team as the API tells it. */
export interface Team {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly parent?: string | null;
  readonly members: readonly TeamMember[];
}

/** A team with those below it. */
export interface TeamNode {
  readonly team: Team;
  readonly children: readonly TeamNode[];
}

/**
 * Takes teams in the order they are shown; returns their tree. A team whose parent is not to be seen stands at the top;
 * so does the first of a loop, which an older Carnet may have left: every team stands somewhere, once.
 */
export function treeOf(teams: readonly Team[]): TeamNode[] {
  const known = new Map(teams.map((team) => [team.id, team]));
  const placed = new Set<string>();
  const nodeOf = (team: Team): TeamNode => {
    placed.add(team.id);
    const below = teams.filter(({ id, parent }) => parent === team.id && !placed.has(id));
    return { team, children: below.flatMap((child) => (placed.has(child.id) ? [] : [nodeOf(child)])) };
  };
  const tops = teams.filter(({ parent }) => !parent || !known.has(parent)).map(nodeOf);
  const looped = teams.flatMap((team) => (placed.has(team.id) ? [] : [nodeOf(team)]));
  return [...tops, ...looped];
}

/** Takes teams and the id of one; returns the ids of it and of all below it: where it cannot be moved. */
export function withBelow(teams: readonly Team[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (let grown = 0; grown !== found.size; ) {
    grown = found.size;
    for (const team of teams) if (team.parent && found.has(team.parent)) found.add(team.id);
  }
  return found;
}
