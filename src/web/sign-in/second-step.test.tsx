// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { during, eventually, holdServer, mount, typeIn } from '../testing/mount.tsx';
import { SecondStep } from './second-step.tsx';
import type { SecondStep as Step } from './ways.ts';

let asked: ReturnType<typeof holdServer>;
let told: string[];
beforeEach(() => {
  asked = holdServer();
  told = [];
});

const show = (step: Partial<Step>) =>
  mount(
    <SecondStep
      step={{ name: 'Claire Petit', ways: ['totp', 'backup-code'], passkeyHosts: [], ...step }}
      onEntered={() => told.push('entered')}
      onLeave={(problem) => told.push(`left: ${problem ?? ''}`)}
    />,
  );

const field = () =>
  eventually(() => {
    const [input] = document.getElementsByTagName('input');
    if (!input) throw new Error(document.body.textContent ?? '');
    return input;
  });
const words = () => document.body.textContent ?? '';
const pressButton = async (name: string) => {
  const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  if (!found) throw new Error(words());
  await during(() => found.click());
};

test('six digits are sent as soon as they are there; a wrong code is told and typed anew', async () => {
  await show({});
  await typeIn(await field(), '123 45');
  expect(asked).toHaveLength(0);
  await typeIn(await field(), '123 456');
  await eventually(() => expect(asked.map(({ address }) => address)).toEqual(['/api/v1/session/second-step/code']));
  await asked[0]?.answer(422, { code: 'wrong-code', detail: 'Ce code n’est pas le bon.' });
  await eventually(() => expect(document.querySelector('[role=alert]')?.textContent).toBe('Ce code n’est pas le bon.'));
  expect((await field()).value).toBe('');
  await typeIn(await field(), '654321');
  await eventually(() => expect(asked).toHaveLength(2));
  await asked[1]?.answer(200, { user: {} });
  await eventually(() => expect(told).toEqual(['entered']));
});

test('who waited too long is led back to the first step, and told why', async () => {
  await show({});
  await pressButton('Utiliser un code de secours');
  await typeIn(await field(), 'abcde-fghjk');
  await pressButton('Continuer');
  await eventually(() => expect(asked).toHaveLength(1));
  await asked[0]?.answer(401, { code: 'sign-in-expired', detail: 'Recommencez.' });
  await eventually(() => expect(told).toEqual(['left: Recommencez.']));
});

test('a passkey of another address is said to be of that address, and no way here', async () => {
  await show({ ways: ['passkey'], passkeyHosts: ['crm.exemple.fr'] });
  expect(words()).toContain('crm.exemple.fr');
  expect(document.querySelectorAll('form input')).toHaveLength(0);
  await pressButton('Revenir à la connexion');
  expect(told).toEqual(['left: ']);
});

test('who has no second factor chooses one; without https a passkey is none of the choices', async () => {
  await show({ ways: [] });
  const choices = [...document.querySelectorAll('button')].filter(({ disabled }) => disabled);
  expect(choices.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^Une clé d’accès.*https/)]);
});
