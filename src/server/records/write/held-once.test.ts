import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../../testing/settings-company.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
});
afterAll(() => carnet.close());

let count = 0;
async function company(): Promise<string> {
  return (await ask('POST', 'accounts', { legalName: `Société ${++count}` })).body.id;
}

/** Makes a contact of a company; returns their id and that of their link. */
async function person(
  account: string,
  lastName: string,
  types: readonly string[] | null = null,
): Promise<{ id: string; link: string }> {
  const made = await ask('POST', 'contacts', {
    lastName,
    accountLinks: [{ account, ...(types ? { interlocutorTypes: types } : {}) }],
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { body } = await ask('GET', `contacts/${made.body.id}?include=children`);
  return { id: made.body.id, link: body.children.accountLinks[0].id };
}

const read = async (link: string) => (await ask('GET', `account-contacts/${link}`)).body;
const give = async (link: string, interlocutorTypes: readonly string[] | null, query = ''): Promise<Answer> =>
  ask(
    'PATCH',
    `account-contacts/${link}${query}`,
    { interlocutorTypes },
    { 'if-match': `"${(await read(link)).version}"` },
  );

describe('the main interlocutor of a company', () => {
  it('is one person: a second is refused with the name of the first, and nothing is written', async () => {
    const account = await company();
    await person(account, 'Leblanc', ['main', 'technical']);
    const second = await person(account, 'Lenoir');
    const refused = await give(second.link, ['main']);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'already-held',
        errors: [{ field: 'interlocutorTypes', code: 'already-held' }],
        moves: [{ code: 'main', label: { fr: 'Interlocuteur principal' }, from: 'Leblanc', to: 'Lenoir' }],
      },
    });
    expect(refused.body.detail).toContain('Leblanc');
    expect((await read(second.link)).interlocutorTypes).toBeNull();
  });

  it('is one person too where only a link beside the primary one changes, written with the person', async () => {
    const [home, account] = [await company(), await company()];
    await person(account, 'Première', ['main']);
    const second = await person(home, 'Seconde');
    const made = await ask('POST', 'account-contacts', { contact: second.id, account });
    const { version } = (await ask('GET', `contacts/${second.id}`)).body;
    const change = (more: object) =>
      ask(
        'PATCH',
        `contacts/${second.id}`,
        { accountLinks: [{ id: made.body.id, ...more }] },
        { 'if-match': `"${version}"` },
      );
    expect(await change({ interlocutorTypes: ['main'] })).toMatchObject({
      status: 409,
      body: { code: 'already-held' },
    });
    // What was changed by another meanwhile is not written over either, where the version seen is told.
    expect((await change({ interlocutorTypes: ['technical'], version: 7 })).status).not.toBe(200);
    expect((await change({ interlocutorTypes: ['technical'], version: 1 })).status).toBe(200);
    expect((await read(made.body.id)).interlocutorTypes).toEqual(['technical']);
  });

  it('moves once that is confirmed, and both changes are in the trail', async () => {
    const account = await company();
    const first = await person(account, 'Premier', ['main', 'technical']);
    const second = await person(account, 'Second', ['decisionMaker']);
    expect((await give(second.link, ['decisionMaker', 'main'], '?move=true')).status).toBe(200);
    expect((await read(second.link)).interlocutorTypes).toEqual(['decisionMaker', 'main']);
    expect((await read(first.link)).interlocutorTypes).toEqual(['technical']);
    const trail = (await ask('GET', `account-contacts/${first.link}/audit`)).body.items;
    expect(trail[0].changes).toEqual({ interlocutorTypes: [['main', 'technical'], ['technical']] });
  });

  it('may be another one at another company, and the other types may be several people’s', async () => {
    const [one, two] = [await company(), await company()];
    await person(one, 'Ici', ['main', 'financial']);
    await person(two, 'Ailleurs', ['main']);
    await person(one, 'Aussi', ['financial']);
  });

  it('is refused to a new contact whose link brings it, on the field of that link, and moves with them', async () => {
    const account = await company();
    const first = await person(account, 'Avant', ['main']);
    const values = { lastName: 'Après', accountLinks: [{ account, interlocutorTypes: ['main'] }] };
    expect(await ask('POST', 'contacts', values)).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'accountLinks.0.interlocutorTypes' }], moves: [{ from: 'Avant' }] },
    });
    expect((await ask('POST', 'contacts?move=true', values)).status).toBe(201);
    expect((await read(first.link)).interlocutorTypes).toBeNull();
  });

  it('does not come back from the trash beside another', async () => {
    const account = await company();
    const first = await person(account, 'Parti', ['main']);
    await ask('DELETE', `contacts/${first.id}`);
    await person(account, 'Resté', ['main']);
    expect(await ask('POST', `contacts/${first.id}/restore`)).toMatchObject({
      status: 409,
      body: { code: 'already-held', moves: [{ from: 'Resté' }] },
    });
    expect((await ask('POST', `contacts/${first.id}/restore?move=true`)).status).toBe(200);
  });

  it('is given to one only of those chosen together; the others are named as refused', async () => {
    const account = await company();
    const people = [await person(account, 'Un'), await person(account, 'Deux'), await person(account, 'Trois')];
    const { operation } = (
      await ask('POST', 'account-contacts/bulk', {
        ids: people.map(({ link }) => link),
        action: 'update',
        values: { interlocutorTypes: ['main'] },
      })
    ).body;
    await carnet.settled();
    expect((await ask('GET', `operations/${operation}`)).body.result).toMatchObject({
      changed: 1,
      refused: 2,
      sample: { refused: [{ code: 'already-held' }, { code: 'already-held' }] },
    });
  });

  it('stays one where two people tick it at the same moment', async () => {
    const account = await company();
    const people = [await person(account, 'Vite'), await person(account, 'Plus vite')];
    const answers = await Promise.all(people.map(({ link }) => give(link, ['main'])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await vi.waitFor(
      async () => {
        const held = await Promise.all(people.map(async ({ link }) => (await read(link)).interlocutorTypes));
        expect(held.filter((types) => types?.includes('main'))).toHaveLength(1);
      },
      { timeout: 20_000 },
    );
  });
});
