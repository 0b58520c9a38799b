/** Buttons at the head of a record: many side by side, so that none shouts. */
export const compact = { size: 'xs', fz: 13, fw: 500 } as const;
