const key = 'carnet.person';

/** Returns the id of the person whose answers this device keeps, null for nobody. */
export function keptPerson(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Notes whose answers this device keeps from now on; null for nobody's. */
export function rememberPerson(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(key);
    else localStorage.setItem(key, id);
  } catch {
    // Storage refused: nothing is kept on this device.
  }
}
