/** The company's settings. */
export function SettingsPage(_props: { readonly path: string }) {
  return null;
}
