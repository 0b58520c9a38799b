/** Takes one e-mail address; returns the address that opens a new message to it (RFC 6068): `?`, `%` and `&` in it are no header. */
export function mailAddress(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@').replaceAll('%2B', '+')}`;
}
