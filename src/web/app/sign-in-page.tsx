/** A page shown to who is not signed in. */
export function SignInPage() {
  return null;
}
