/**
 * Evaluated in a page: returns the words of what reaches beyond the right edge of the window where no box scrolls to it.
 * A page as wide as its window does not tell: what hangs over may be cut off by a box around it.
 */
export function beyondEdge() {
  const scrolls = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  return [...document.querySelectorAll('a, button, input, select, textarea, h1, h2, h3, p')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < window.innerWidth && right > window.innerWidth + 1 && !scrolls(element);
    })
    .map(
      (element) => element.textContent?.trim().slice(0, 60) || element.getAttribute('aria-label') || element.tagName,
    );
}
