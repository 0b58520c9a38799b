// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { during, eventually, mount } from '../testing/mount.tsx';
import { SendingLines } from './sending-lines.tsx';
import { sendFiles } from './sendings.ts';

afterEach(() => vi.unstubAllGlobals());

/** A request as the page makes it, that the test answers. */
class HeldRequest extends EventTarget {
  static readonly made: HeldRequest[] = [];
  readonly upload = new EventTarget();
  status = 0;
  response: unknown = null;
  responseType = '';
  constructor() {
    super();
    HeldRequest.made.push(this);
  }
  open(): void {}
  setRequestHeader(): void {}
  send(): void {}
  abort(): void {
    this.dispatchEvent(new Event('abort'));
  }
  answer(status: number, body: object): Promise<void> {
    this.status = status;
    this.response = body;
    return during(() => this.dispatchEvent(new Event('load')));
  }
}

const to = { collection: 'accounts', id: 'a1', documents: 'documents' };
const file = (name: string) => new File(['x'], name);
const button = (label: string) => document.querySelector<HTMLButtonElement>(`[aria-label="${label}"]`);

test('files are sent one after the other; each shows how far it is, can be stopped, and says why it was refused', async () => {
  vi.stubGlobal('XMLHttpRequest', HeldRequest);
  vi.stubGlobal(
    'fetch',
    async () => new Response('{"id":"d1","number":1}', { headers: { 'content-type': 'application/json' } }),
  );
  const arrived: string[] = [];
  await mount(<SendingLines record="a1" />);
  const tooLarge = (one: File) => (one.name === 'trop.iso' ? 'Ce fichier dépasse 200 Mo.' : null);
  await during(() =>
    sendFiles([file('un.txt'), file('trop.iso'), file('deux.txt'), file('trois.txt')], to, tooLarge, ({ name }) =>
      arrived.push(name),
    ),
  );
  await eventually(() => expect(document.body.textContent).toContain('Ce fichier dépasse 200 Mo.'));
  expect(HeldRequest.made).toHaveLength(1);
  const progress = new Event('progress') as Event & { loaded: number; total: number };
  progress.loaded = 40;
  progress.total = 100;
  await during(() => HeldRequest.made[0]?.upload.dispatchEvent(progress));
  expect(document.body.textContent).toContain('40 % envoyés');
  await HeldRequest.made[0]?.answer(201, { id: 'f1' });
  await eventually(() => expect(arrived).toEqual(['un.txt']));
  await eventually(() => expect(HeldRequest.made).toHaveLength(2));
  await during(() => button('Arrêter l’envoi de deux.txt')?.click());
  await eventually(() => expect(HeldRequest.made).toHaveLength(3));
  expect(document.body.textContent).not.toContain('deux.txt');
  await HeldRequest.made[2]?.answer(413, { detail: 'Refusé par le serveur.' });
  await eventually(() => expect(document.body.textContent).toContain('Refusé par le serveur.'));
  expect(arrived).toEqual(['un.txt']);
});
