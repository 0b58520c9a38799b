// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { api } from '../../api/client.ts';
import { during, eventually, holdServer, mount, typeIn } from '../../testing/mount.tsx';
import { useProof } from './use-proof.tsx';

let done: string[];
function Tried() {
  const { proven, dialog } = useProof();
  const work = async () => {
    await api.delete('/me/totp');
    done.push('deleted');
  };
  return (
    <>
      <button type="button" onClick={() => void proven(work)}>
        Désactiver
      </button>
      {dialog}
    </>
  );
}

let asked: ReturnType<typeof holdServer>;
beforeEach(async () => {
  done = [];
  asked = holdServer();
  await mount(<Tried />);
  await pressButton('Désactiver');
  await eventually(() => expect(asked).toHaveLength(1));
});

const pressButton = async (name: string) => {
  const found = await eventually(() => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    if (!button) throw new Error(`No button ${name} in ${document.body.textContent}`);
    return button;
  });
  await during(() => found.click());
};
const addressOf = (index: number) =>
  eventually(() => {
    const request = asked[index];
    if (!request) throw new Error('nothing asked yet');
    return request.address;
  });
const password = () =>
  eventually(() => {
    const input = document.querySelector<HTMLInputElement>('input[type=password]');
    if (!input) throw new Error(document.body.textContent ?? '');
    return input;
  });

test('what needs no proof is done without a question', async () => {
  await asked[0]?.answer(200, {});
  await eventually(() => expect(done).toEqual(['deleted']));
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

test('what needs one is done once the password was right; a wrong one is told', async () => {
  await asked[0]?.answer(403, { code: 'proof-needed', detail: 'Confirmez d’abord que c’est bien vous.' });
  expect(await addressOf(1)).toBe('/api/v1/me/second-factor');
  await asked[1]?.answer(200, { passkeys: [], proof: { password: true, totp: false, passkey: false } });
  await typeIn(await password(), 'faux');
  await pressButton('Confirmer');
  expect(await addressOf(2)).toBe('/api/v1/me/proof');
  await asked[2]?.answer(422, { code: 'validation-failed', detail: 'Ce mot de passe n’est pas le bon.' });
  await eventually(() => expect(document.body.textContent).toContain('Ce mot de passe n’est pas le bon.'));
  expect(done).toEqual([]);
  await typeIn(await password(), 'une phrase de passe');
  await pressButton('Confirmer');
  await eventually(() => expect(asked).toHaveLength(4));
  await asked[3]?.answer(200, {});
  expect(await addressOf(4)).toBe('/api/v1/me/totp');
  await asked[4]?.answer(200, {});
  await eventually(() => expect(done).toEqual(['deleted']));
});
