/** A page shown to who is not signed in. */
export function SetupPage() {
  return null;
}
