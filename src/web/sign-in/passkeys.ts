import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { api } from '../api/client.ts';

interface Question<Options> {
  readonly ticket: string;
  readonly options: Options;
}

/** What the browser answers, as the API takes it. */
export interface PasskeyAnswer {
  readonly ticket: string;
  readonly response: unknown;
}

/** An address of numbers is no name that a passkey could be made for (W3C Web Authentication Level 3, §5.1.2). */
const isNumeric = (host: string) => /^[\d.]+$/.test(host) || host.startsWith('[');

/** Tells whether passkeys can be used here: the browser knows them, and the address is a name over https or this machine's. */
export function passkeysPossible(): boolean {
  return window.isSecureContext && typeof window.PublicKeyCredential === 'function' && !isNumeric(location.hostname);
}

const library = () => import('@simplewebauthn/browser');

/** A person closed the browser's dialog, or it gave way to another one: nothing to tell. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

async function unlessGivenUp<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (isGivenUp(error)) return null;
    throw error;
  }
}

/** Takes the path that asks the question; has the browser make a passkey. Null when the person gives up. */
export async function makePasskey(path: string): Promise<PasskeyAnswer | null> {
  const [{ startRegistration }, { ticket, options }] = await Promise.all([
    library(),
    api.post<Question<PublicKeyCredentialCreationOptionsJSON>>(path),
  ]);
  return await unlessGivenUp(async () => ({ ticket, response: await startRegistration({ optionsJSON: options }) }));
}

/** Tells whether an error is that the device has a passkey for Carnet already. */
export function isKnownDevice(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvalidStateError';
}

/**
 * Takes the path that asks the question; has the browser show a passkey. With `autofill` it is offered among what the
 * browser fills the address in with, for as long as nobody chooses one. Null when the person gives up.
 */
export async function showPasskey(path: string, { autofill = false } = {}): Promise<PasskeyAnswer | null> {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await library();
  if (autofill && !(await browserSupportsWebAuthnAutofill())) return null;
  const { ticket, options } = await api.post<Question<PublicKeyCredentialRequestOptionsJSON>>(path);
  return await unlessGivenUp(async () => ({
    ticket,
    response: await startAuthentication({ optionsJSON: options, useBrowserAutofill: autofill }),
  }));
}

/** Has the browser offer no passkey any more. */
export async function stopOffering(): Promise<void> {
  (await library()).WebAuthnAbortService.cancelCeremony();
}
