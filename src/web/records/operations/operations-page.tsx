/** The batches: running, done, undone. */
export function OperationsPage() {
  return null;
}
