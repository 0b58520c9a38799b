/** Words of functions cut short, folded, in full. */
export const shortened: Readonly<Record<string, string>> = {
  dir: 'direction',
  direct: 'direction',
  resp: 'responsable',
  adj: 'adjoint',
  gal: 'general',
  gle: 'general',
  gen: 'general',
  com: 'commercial',
  comm: 'commercial',
  cial: 'commercial',
  ccial: 'commercial',
  ccl: 'commercial',
  cpta: 'comptabilite',
  compta: 'comptabilite',
  tech: 'technique',
  asst: 'assistant',
  assist: 'assistant',
  ass: 'assistant',
  adm: 'administratif',
  admin: 'administratif',
  fin: 'finance',
  fi: 'finance',
  mkt: 'marketing',
  mktg: 'marketing',
  ing: 'ingenieur',
  secr: 'secretariat',
  ach: 'achat',
  prod: 'production',
  log: 'logistique',
  info: 'informatique',
  chg: 'charge',
  mgr: 'management',
  rh: 'ressources humaines',
  dg: 'direction generale',
  drh: 'direction ressources humaines',
  dsi: 'direction systemes information',
  raf: 'responsable administratif financier',
};

/** Words for who does something and for where it is done, under one word: « directrice », « direction ». */
const families: readonly (readonly [RegExp, string])[] = [
  [/^direct(eur|rice|ion|or)s?$/, 'direction'],
  [/^commerc(e|ial|iale|iaux|iales)$/, 'commercial'],
  [/^compta(ble|bles|bilite)$|^account(ant|ing)s?$/, 'comptabilite'],
  [/^achats?$|^achet(eur|euse)s?$|^purchas(e|er|ing)$|^buyer$/, 'achat'],
  [/^techni(que|ques|cien|ciens|cienne|ciennes|cal|cian)$/, 'technique'],
  [/^assistan(t|te|ts|tes|at)$/, 'assistant'],
  [/^financ(e|es|ier|iers|iere|ieres|ial)$/, 'finance'],
  [/^administrati(f|fs|ve|ves|on)$/, 'administratif'],
  [/^geran(t|te|ts|tes|ce)$/, 'gerance'],
  [/^presiden(t|te|ts|tes|ce)$/, 'presidence'],
  [/^secretai?r(e|es|iat)$/, 'secretariat'],
  [/^ventes?$|^vend(eur|euse)s?$/, 'vente'],
  [/^informati(que|cien|ciens|cienne|ciennes)$/, 'informatique'],
  [/^logisti(que|cien|ciens|cienne|ciennes)$/, 'logistique'],
  [/^juri(ste|stes|dique|diques)$/, 'juridique'],
  [/^manage(r|rs|ment|use|uses)$/, 'management'],
  [/^marketeu(r|se)s?$/, 'marketing'],
];

/** Takes a folded word in full; returns what it shares with its feminine, its plural and its field. */
export function stemOf(word: string): string {
  const family = families.find(([pattern]) => pattern.test(word));
  if (family) return family[1];
  if (word.length < 5) return word;
  return word
    .replace(/(?<=[^sx])[sx]$/, '')
    .replace(/trice$/, 'teur')
    .replace(/euse$/, 'eur')
    .replace(/(ienn|ier|iv|al)e$/, (end) => ({ ienne: 'ien', iere: 'ier', ive: 'if', ale: 'al' })[end] ?? end)
    .replace(/au$/, 'al')
    .replace(/e$/, '');
}

/** Words that say nothing of a function by themselves. */
export const emptyWords: ReadonlySet<string> = new Set('de du des d la le les l et a au aux en of the and'.split(' '));

/** Words that many functions share: two that have no other in common are not alike. */
export const commonWords: ReadonlySet<string> = new Set(
  'direction responsabl assistant charge chef adjoint general'.split(' '),
);
