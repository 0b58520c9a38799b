/** Brings records in from a file. */
export function ImportPage() {
  return null;
}
