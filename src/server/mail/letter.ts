import type { Language, Localized } from '../../lib/localized.ts';

/** What a mail of Carnet is made of; plain text throughout. */
export interface Letter {
  readonly language: Language;
  /** Name of the person it goes to. */
  readonly name: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly link?: { readonly label: string; readonly url: string };
  readonly afterLink?: readonly string[];
  /** Name of the company that the mail comes from. */
  readonly company: string;
}

const greeting: Localized = { fr: 'Bonjour', en: 'Hello' };
const comma: Localized = { fr: ',', en: ',' };
const sentBy: Localized = {
  fr: 'Ce message est envoyé par Carnet, l’outil de relation client de',
  en: 'This message is sent by Carnet, the customer relations tool of',
};

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

const paragraphStyle = 'margin:0 0 16px;font-size:15px;line-height:1.5';
const linkStyle =
  'display:inline-block;padding:11px 20px;background:#11655f;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600';

/** Takes a letter; returns it as text and as a page of mail: no picture, no script, nothing fetched when it is read. */
export function writeLetter(letter: Letter): { text: string; html: string } {
  const { language, name, paragraphs, link, afterLink = [], company } = letter;
  const hello = `${greeting[language]}${name === '' ? '' : ` ${name}`}${comma[language]}`;
  const foot = company === '' ? '' : `${sentBy[language]} ${company}.`;
  const text = [hello, ...paragraphs, ...(link ? [link.url] : []), ...afterLink, ...(foot ? ['-- ', foot] : [])]
    .join('\n\n')
    .replace('-- \n\n', '-- \n');
  const block = (content: string) => `<p style="${paragraphStyle}">${content}</p>`;
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1c2733;font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #dfe3e8;border-radius:10px">
${[hello, ...paragraphs].map((paragraph) => block(escaped(paragraph))).join('\n')}
${link ? block(`<a href="${escaped(link.url)}" style="${linkStyle}">${escaped(link.label)}</a>`) : ''}
${afterLink.map((paragraph) => block(escaped(paragraph))).join('\n')}
${foot ? `<p style="margin:24px 0 0;color:#66727f;font-size:13px">${escaped(foot)}</p>` : ''}
</div></body></html>`;
  return { text: `${text}\n`, html };
}
