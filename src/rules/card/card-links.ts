import { fold } from '../../lib/text.ts';
import type { Found } from './card-line.ts';

/** Ends of addresses that are met on cards: another is taken too, but is to be looked at. */
const endings = new Set(
  (
    'fr com net org eu io co bzh paris alsace corsica info biz pro immo de be ch lu es it pt nl uk us ca ie at pl se ' +
    'ai app dev tech solutions group studio shop store online agency consulting legal law care health energy events ' +
    'archi design build immobilier vin wine beer bio eco green energie solar aero auto cars taxi travel hotel restaurant cafe bar food kitchen catering flowers garden farm ' +
    'fashion boutique style beauty salon spa fitness yoga sport run bike golf ski surf art gallery photo photos photography film video music radio theater press news blog page site website web link cloud host email software systems network technology tools engineering industries construction contractors repair plumbing services support company business ventures capital fund partners management marketing ' +
    'ltd llc gmbh sarl sas srl one space world global international city place house homes land estate properties rentals villas casa london berlin brussels vlaanderen gent wien zuerich swiss madrid cat barcelona nyc boston miami tokyo asia africa quebec mx br ar cl co in cn jp kr sg hk au nz za no dk fi cz sk hu ro bg gr hr si rs ua ru tr il ae sa qa eg lb mu mg cd cg ga bj tg bf ml ne re yt wf pm ' +
    'edu gov int mil museum coop jobs mobi tel asso academy school education university training institute foundation charity community social club team family life love care clinic dental doctor hospital pharmacy surgery vet bank credit loan insurance accountant accountants tax attorney associates ' +
    'expert finance notaires avocat nc re gp mq gf pf mc ma tn dz sn ci cm tv me name cat xyz digital media'
  ).split(' '),
);

/** Where people have a box of their own: the address says nothing of their company. */
const boxes =
  /^(?:gmail|googlemail|orange|wanadoo|free|sfr|laposte|hotmail|outlook|live|msn|yahoo|icloud|me|bbox|neuf|aol|numericable|gmx|proton|protonmail|notaires|club-internet|voila|cegetel|aliceadsl)\.(?:fr|com|net|me|de|ch)$/;

/** Takes the domain of an address; tells whether it is a provider's of mail boxes, not a company's. */
export function isMailProvider(domain: string): boolean {
  return boxes.test(domain.toLowerCase());
}

/** Takes a domain as read; returns it without the slips of reading. */
function repairedDomain(text: string): string {
  return text
    .toLowerCase()
    .replace(/,/g, '.')
    .replace(/\s*([.-])\s*/g, '$1')
    .replace(/\.{2,}/g, '.')
    .replace(/[.,;:)\]]+$/, '')
    .replace(/\.(?:c0m|corn|con|cam|corm)$/, '.com')
    .replace(/\.(?:ff|ft|fr1|frl|f r)$/, '.fr');
}

function hasKnownEnd(domain: string): boolean {
  return endings.has(domain.split('.').at(-1) ?? '');
}

const plainDomain = /^(?:[a-z0-9\u00df-\u00ff](?:[a-z0-9\u00df-\u00ff-]*[a-z0-9\u00df-\u00ff])?\.)+[a-z]{2,}$/;

/**
 * Takes an address and how sure its reading is; returns it as it was printed: what reads French words puts accents where
 * addresses have none. One that was given as a text keeps its own (RFC 6531, IDNA).
 */
function withoutAccents(text: string, certainty: number): string {
  return certainty < 1 ? text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') : text;
}

/** An address or a page found in a line, with where it stands there. */
export interface CardLink extends Found {
  readonly from: number;
  readonly to: number;
}

/** The sign between a name and its domain, as it is read: @ itself, or what looks like it. */
const atSign =
  /\s?(?:@|©|®|\(at\)|\[at\]|\(a\)|\(@\))\s?|(?<=[\w.-]{2})[æ€¢](?=[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\s|$))/i;

/** Takes the text before an at sign; returns the name that ends there: spaces in it are slips where a point is beside them. */
function nameBefore(text: string): string {
  // « c lambertin@ »: the point after an initial was not read; a letter that is a label (E, M, @) is none.
  const initial = /(?:^|\s)([a-df-ln-z]) (?=\p{L}{3,}$)/iu;
  const joined = text
    // « E. s.hamelin@ »: what stands for « e-mail » is no part of it.
    .replace(/(?:^|\s)[EM][.:]\s+(?=\S+$)/, ' ')
    .replace(initial, ' $1.')
    .replace(/\s*([._-])\s+(?=[\w.+-]+$)/g, '$1')
    .replace(/\s+([._-])(?=[\w.+-]*$)/g, '$1');
  return /[\p{L}\p{N}!#$%&'*+/=?^_`{}~-]+(?:[.,][\p{L}\p{N}!#$%&'*+/=?^_`{}~-]+)*$/u.exec(joined)?.[0] ?? '';
}

/** Takes the text after an at sign; returns the domain that begins there, and how much of the text it took. */
function domainAfter(text: string): { readonly domain: string; readonly taken: number } {
  const pattern = /^[a-z0-9\u00df-\u00ff-]+(?:(?:(?:\s?[.,]\s?)+|\s-|-\s)[a-z0-9\u00df-\u00ff-]+)*/i;
  const found = pattern.exec(text)?.[0] ?? '';
  // « orange fr »: the point was not read.
  const next = /^\s([a-z]{2,4})\b/i.exec(text.slice(found.length));
  const domain = repairedDomain(found);
  if (!hasKnownEnd(domain) && next && endings.has((next[1] ?? '').toLowerCase()))
    return { domain: `${domain}.${(next[1] ?? '').toLowerCase()}`, taken: found.length + next[0].length };
  if (hasKnownEnd(domain) || !/[.,]/.test(found)) return { domain, taken: found.length };
  // A word that follows was taken for the end of the domain: « exemple.fr Mobile ».
  const shorter = /^[a-z0-9\u00df-\u00ff-]+(?:[.,][a-z0-9\u00df-\u00ff-]+)*/i.exec(text)?.[0] ?? found;
  const other = repairedDomain(shorter);
  return hasKnownEnd(other) ? { domain: other, taken: shorter.length } : { domain, taken: found.length };
}

/** Takes a line and how sure it is; returns the e-mail addresses in it, spaces and commas repaired. */
export function emailsIn(line: string, certainty: number): CardLink[] {
  const found: CardLink[] = [];
  let from = 0;
  while (from < line.length) {
    const sign = atSign.exec(line.slice(from));
    if (!sign) break;
    const at = from + sign.index;
    const after = at + sign[0].length;
    const name = nameBefore(line.slice(from, at));
    const { domain, taken } = domainAfter(line.slice(after));
    const local = name.replace(/,/g, '.').replace(/^(?:e-?mail|mail|courriel)[.:-]/i, '');
    if (local !== '' && plainDomain.test(domain)) {
      const clean = sign[0] === '@' && !/[\s,]/.test(line.slice(after, after + taken));
      found.push({
        value: withoutAccents(`${local}@${domain}`, certainty),
        certainty: certainty * (clean ? 1 : 0.8) * (hasKnownEnd(domain) ? 1 : 0.7),
        from: Math.max(from, at - name.length),
        to: after + taken,
      });
    }
    from = after + Math.max(taken, 0);
  }
  return found;
}

const profile =
  /(?:https?:\/\/)?(?:\w{2,3}\.)?(linkedin\s?\.\s?com\s?\/\s?(?:in|company|pub)\s?\/\s?[\p{L}\p{N}_%-]+)\/?/iu;

/** Takes a line and how sure it is; returns the LinkedIn profile in it. */
export function linkedinIn(line: string, certainty: number): CardLink | null {
  const found = profile.exec(line);
  if (!found?.[1]) return null;
  const value = found[1].replace(/\s/g, '');
  return { value, certainty, from: found.index, to: found.index + found[0].length };
}

const networks = /(?:facebook|instagram|twitter|youtube|tiktok|pinterest|linkedin|viadeo|x)\.com/i;

/** Takes a line and how sure it is; returns the address of a site in it. */
export function websiteIn(line: string, certainty: number): CardLink | null {
  const pattern =
    /(?:(?:https?|nttps?)\s?:\s?\/\s?\/\s?)?(?:(?:w{2,4}|vvww|wvw|vww|vvvww)\s?[.,]\s?)?([a-z0-9\u00df-\u00ff][a-z0-9\u00df-\u00ff-]*(?:(?:\s?[.,]\s?|\s-|-\s)[a-z0-9\u00df-\u00ff-]+)+)((?:\/[^\s,;]*)?)/gi;
  for (const match of line.matchAll(pattern)) {
    const [text, host = '', path = ''] = match;
    if (line[match.index - 1] === '@' || line[match.index + text.length] === '@') continue;
    const led = /^(?:https?|nttps?|w{2,4}\s?[.,]|vv|wvw|vww)/i.test(text);
    const tight = led ? host : (/^[^\s]+/.exec(host)?.[0] ?? '');
    const domain = repairedDomain(tight);
    if (!plainDomain.test(domain) || networks.test(domain)) continue;
    if (!hasKnownEnd(domain) && !led) continue;
    // « M. Dupont » and « 04.78.42.16.90 » are no sites.
    if (!led && (/\s/.test(tight) || domain.split('.').some((part) => /^\d*$/.test(part)))) continue;
    if (!led && domain.split('.')[0] !== undefined && (domain.split('.')[0] ?? '').length < 2) continue;
    const www = /^(?:(?:https?|nttps?)\s?:\s?\/\s?\/\s?)?(?:w{2,4}|vvww|wvw|vww|vvvww)\s?[.,]/i.test(text);
    return {
      value: withoutAccents(`${www ? 'www.' : ''}${domain}${path.replace(/\/$/, '')}`, certainty),
      certainty: certainty * (hasKnownEnd(domain) ? 1 : 0.7) * (/[\s,]/.test(text) ? 0.85 : 1),
      from: match.index,
      to: match.index + text.length,
    };
  }
  return null;
}

/** Takes a domain or a page's address; returns the part that names its owner, letters and figures alone, folded. */
export function ownerOf(address: string): string {
  const host = fold(address)
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .split('/')[0];
  const parts = (host ?? '').split('.');
  const second = parts.at(-2) ?? '';
  const owner =
    /^(?:co|com|org|gouv|asso|ac|gov|avocat|notaires|medecin|pharmacien|veterinaire|architecte|huissier-justice|experts-comptables|geometre-expert|chambagri|cci|nom|presse)$/.test(
      second,
    ) && parts.length > 2
      ? parts.at(-3)
      : second;
  return (owner ?? '').replace(/[^a-z0-9]/g, '');
}
