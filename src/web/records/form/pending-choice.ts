/** Whether a field of `box` was told to take a choice whose answer is not there yet (Enter before the search answered). */
export function isChoosing(box: Element | null): boolean {
  return box?.querySelector('[aria-busy="true"]') != null;
}

/** Calls `act` once no field of `box` waits for a choice any more: by then it was made, or there was none to make. */
export function onceChosen(box: Element, act: () => void): void {
  const observer = new MutationObserver(() => {
    if (isChoosing(box)) return;
    observer.disconnect();
    act();
  });
  observer.observe(box, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
}
