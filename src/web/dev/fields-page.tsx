/** Every field type in every state. */
export function FieldsPage() {
  return null;
}
