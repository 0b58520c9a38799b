/** Evaluated in a page: returns the words of what reaches beyond the right edge of the window where no box scrolls to it. */
export function beyondEdge(): string[];
