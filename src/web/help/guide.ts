import { elementsIn, type GuideDocument, wordsOf } from './guide-document.ts';

const documents = import.meta.glob<GuideDocument>('../../../docs/guide/*.md', { eager: true, import: 'default' });

/** The first page of the guide, which names the others. */
const index = 'README';

/** A heading of a page. */
interface GuideHeading {
  readonly id: string;
  readonly words: string;
}

/** A page of the guide, as its table of contents names it. */
export interface GuideEntry {
  /** Its name: that of its file and of its address below `/help/`. */
  readonly page: string;
  readonly title: string;
  readonly headings: readonly GuideHeading[];
}

/** Takes a page's name; returns the page, undefined for none. */
export function guideDocument(page: string): GuideDocument | undefined {
  return documents[`../../../docs/guide/${page}.md`];
}

/** The first page. */
export const guideIndex: GuideDocument | undefined = guideDocument(index);

/** Takes where a link of the guide leads; returns the page and heading, null when it leads out of the guide. */
export function guideTarget(href: string, from: string): { page: string; heading: string } | null {
  const [, page, heading = ''] = /^(?:([\w-]+)\.md)?(?:#(.*))?$/.exec(href) ?? [];
  if (page === undefined && heading === '') return null;
  return { page: page ?? from, heading };
}

/** The parts of the guide and their pages, in the order of the first page. */
export const guideContents: readonly { readonly part: string; readonly entries: readonly GuideEntry[] }[] = (() => {
  const parts: { part: string; entries: GuideEntry[] }[] = [];
  for (const element of elementsIn(guideIndex?.body ?? [], ({ tag }) => tag === 'h2' || tag === 'a')) {
    if (element.tag === 'h2') parts.push({ part: wordsOf(element.children), entries: [] });
    const page = guideTarget(element.href ?? '', index)?.page;
    const found = page === undefined ? undefined : guideDocument(page);
    if (page === undefined || !found) continue;
    const headings = elementsIn(found.body, ({ tag }) => tag === 'h2').map(({ id = '', children }) => ({
      id,
      words: wordsOf(children),
    }));
    parts.at(-1)?.entries.push({ page, title: found.title, headings });
  }
  return parts;
})();
