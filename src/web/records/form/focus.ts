const focusable = 'input:not([type=hidden]):not([disabled]), textarea, select, button, [tabindex="0"]';

/** Takes a form's id and a field's name; returns the id of the field's element. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** Puts the focus in a field of a form, in its first part where it has several, and brings it into view. */
export function focusField(formId: string, name: string): void {
  const element = document.getElementById(fieldId(formId, name));
  if (!element) return;
  const target = element.matches(focusable) ? element : (element.querySelector<HTMLElement>(focusable) ?? element);
  target.focus();
  target.scrollIntoView?.({ block: 'center' });
}
