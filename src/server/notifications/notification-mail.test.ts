import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainOutgoing } from '../outgoing/environment.ts';
import { byId, createWorkplace, type Workplace } from '../testing/workplace.ts';

let place: Workplace;
beforeAll(async () => {
  const mailServer = {
    host: '127.0.0.1',
    port: 9,
    security: 'none',
    user: null,
    password: null,
    senderAddress: 'carnet@exemple.fr',
    senderName: 'Carnet',
  } as const;
  place = await createWorkplace({ outgoing: { ...plainOutgoing, mailServer } });
});
afterAll(() => place.carnet.close());

async function mails(): Promise<{ recipient: string; subject: string }[]> {
  await place.told();
  const { rows } = await place.carnet.database.pool.query('SELECT recipient, subject FROM mail_message ORDER BY id');
  return rows;
}

const emailOf = async (id: string): Promise<string> => (await place.ask('GET', `users/${id}`)).body.email;

test('who asked for mails is written to once for what comes together, and who may not see the record not at all', async () => {
  const account = await place.account(place.lea.id, 'Écrite SA');
  const mention = (text: string) =>
    place.ask('POST', 'comments', {
      about: byId('account', account),
      text,
      mentions: [
        { id: place.lea.id, name: 'Léa Roux' },
        { id: place.sam.id, name: 'Sam Noir' },
      ],
    });
  await mention('@Léa Roux et @Sam Noir');
  await mention('Encore @Léa Roux et @Sam Noir');
  const lea = await emailOf(place.lea.id);
  expect(await mails()).toEqual([
    { recipient: lea, subject: 'Ada Martin vous attribue : Écrite SA' },
    { recipient: lea, subject: 'Ada Martin vous mentionne : Écrite SA' },
  ]);
});

test('a mail alone leaves no line in the application, and a title of two lines is one subject', async () => {
  const mailOnly = { application: false, mail: true };
  await place.sam.ask('PATCH', 'me/notification-preferences', { kinds: { assigned: mailOnly } });
  const before = (await mails()).length;
  await place.account(place.sam.id, `Longue ${'x'.repeat(190)}`);
  const [mail] = (await mails()).slice(before);
  expect(mail?.recipient).toBe(await emailOf(place.sam.id));
  expect(mail?.subject).toHaveLength(160);
  const listed = encodeURIComponent(JSON.stringify({ field: 'listed', op: 'equals', value: true }));
  expect((await place.sam.ask('GET', `notifications?filter=${listed}`)).body.items).toEqual([]);
});
