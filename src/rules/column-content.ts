import { luhn } from '../lib/luhn.ts';
import { digits, fold } from '../lib/text.ts';

type Check = (cell: string) => boolean;

const frenchPhone = /^(\+|00)?(33)?[\s.-]*(\(0\))?[\s.\-\d()/]{8,18}$/;
const mobileNumber = /^((\+|00)?33|0)[\s.-]*(\(0\))?[\s.-]*[67]/;

const isPhone: Check = (cell) => {
  const count = digits(cell).length;
  return count >= 9 && count <= 15 && (frenchPhone.test(cell) || /^\+[\d\s().-]+$/.test(cell)) && !isSiretLike(cell);
};

function isSiretLike(cell: string): boolean {
  const figures = digits(cell);
  return figures.length === 14 && luhn(figures.slice(0, 9));
}

const civilities = new Set([
  'm',
  'mr',
  'mme',
  'mlle',
  'mle',
  'monsieur',
  'madame',
  'mademoiselle',
  'dr',
  'docteur',
  'me',
  'maitre',
  'pr',
  'prof',
  'professeur',
  'mrs',
  'ms',
  'miss',
  'm et mme',
  'mme et m',
]);

const checks: Readonly<Record<string, Check>> = {
  email: (cell) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(cell.replace(/^.*<(.*)>$/, '$1')),
  phone: isPhone,
  mobile: (cell) => isPhone(cell) && mobileNumber.test(cell),
  postcode: (cell) => /^(F-?)?\d{2} ?\d{3}$/.test(cell) || /^[1-9]\d{3}$/.test(cell),
  siren: (cell) => /^\d{9}$/.test(digits(cell)) && /^[\d\s\u00a0\u202f.]+$/.test(cell) && luhn(digits(cell)),
  siret: (cell) => (/^[\d\s\u00a0\u202f.]+$/.test(cell) && isSiretLike(cell)) || /^\d[.,]\d+E\+13$/i.test(cell),
  vatNumber: (cell) =>
    /^[A-Z]{2}[0-9A-Z]{2,13}$/i.test(cell.replace(/[\s.]/g, '')) && /\d{5}/.test(cell.replace(/[\s.]/g, '')),
  url: (cell) =>
    /^(https?:\/\/|www\.)\S+$/i.test(cell) || /^[\w-]+(\.[\w-]+)*\.(fr|com|net|org|eu|io|be|ch)(\/\S*)?$/i.test(cell),
  linkedin: (cell) => /linkedin\.com\//i.test(cell),
  date: (cell) =>
    /^\d{4}-\d{2}-\d{2}/.test(cell) ||
    /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})/.test(cell) ||
    /^\d{1,2}[ -]\p{L}{3,9}\.?[ -]\d{2,4}$/u.test(cell),
  civility: (cell) => civilities.has(fold(cell).replace(/\./g, '').trim()),
};

function share(cells: readonly string[], check: Check | undefined): number | undefined {
  return check === undefined || cells.length === 0 ? undefined : cells.filter(check).length / cells.length;
}

/**
 * Takes what a field's values are, its key, and the filled cells of a column whose header names the field; returns the
 * share of cells (0 to 1) that could be such values, or undefined when nothing can be said (free text, no cells).
 */
export function contentFit(meaning: string, key: string, cells: readonly string[]): number | undefined {
  if (key === 'civility') return share(cells, checks.civility);
  // A profile may be given by its name alone.
  if (key === 'linkedin') return share(cells, (cell) => !/^(https?:|www\.)/i.test(cell) || /linkedin/i.test(cell));
  return share(cells, checks[meaning === 'vat' ? 'vatNumber' : meaning]);
}

/** Like `contentFit`, where no header helps: what the cells hold must point at this very field. */
export function contentEvidence(meaning: string, key: string, cells: readonly string[]): number | undefined {
  const narrow = key === 'mobile' || key === 'linkedin' || key === 'civility';
  return share(cells, checks[narrow ? key : meaning === 'vat' ? 'vatNumber' : meaning]);
}
