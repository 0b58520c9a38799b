/**
 * Takes a French text typed with plain spaces; returns it as French is printed: unbreakable spaces inside « » and before
 * a colon, narrow ones before ; ! ?, and curly apostrophes (Lexique des règles typographiques en usage à l’Imprimerie
 * nationale).
 */
export function frenchTypography(text: string): string {
  return text
    .replace(/«[ \u00a0]?/g, '«\u00a0')
    .replace(/[ \u00a0]?»/g, '\u00a0»')
    .replace(/ :(?=\s|$)/g, '\u00a0:')
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’');
}
