/** Legal forms as they stand before or behind the name of a company, folded, the usual ones first. */
const forms = [
  'sarl',
  'sas',
  'sa',
  'sasu',
  'eurl',
  'sci',
  'snc',
  'scop',
  'selarl',
  'earl',
  'gie',
  'sarlu',
  'scea',
  'gaec',
  'gmbh',
  'ltd',
  'bv',
  'srl',
];

const behind = new RegExp(` (${forms.join('|')})$`);
const before = new RegExp(`^(${forms.join('|')}|societe|ste|ets|etablissements|entreprise) `);

/** Takes the folded key of a company's name (`garage martin sarl`); returns it without its legal form, and the form ('' for none). */
export function splitLegalForm(key: string): { readonly name: string; readonly form: string } {
  const last = behind.exec(key)?.[1];
  if (last !== undefined && key.length > last.length + 1) return { name: key.slice(0, -last.length - 1), form: last };
  const first = before.exec(key)?.[1];
  return first === undefined ? { name: key, form: '' } : { name: key.slice(first.length + 1), form: first };
}

/**
 * Takes the folded key of a company's name; returns the keys of other ways to write the same company: without its legal
 * form, or, of a name that has none, with each. Two different forms are two companies.
 */
export function otherLegalForms(key: string): string[] {
  const { name, form } = splitLegalForm(key);
  return form === '' ? forms.flatMap((one) => [`${name} ${one}`, `${one} ${name}`]) : [name];
}
