/** A piece of a page of the guide: its words, or an element with what is inside it. */
export type GuideNode = string | GuideElement;

/** The elements that a page of the guide is made of: what Markdown says, and no HTML of its own. */
export interface GuideElement {
  readonly tag:
    | 'h2'
    | 'h3'
    | 'p'
    | 'ul'
    | 'ol'
    | 'li'
    | 'table'
    | 'thead'
    | 'tbody'
    | 'tr'
    | 'th'
    | 'td'
    | 'blockquote'
    | 'pre'
    | 'code'
    | 'strong'
    | 'em'
    | 'br'
    | 'hr'
    | 'a'
    | 'img';
  /** What others point at: of a heading. */
  readonly id?: string;
  /** Where a link leads: a page of the guide (`listes.md#les-vues`), a heading of the same page, an address. */
  readonly href?: string;
  /** Address of a picture. */
  readonly source?: string;
  /** What a picture shows. */
  readonly alternative?: string;
  readonly children: readonly GuideNode[];
}

/** One page of the guide, read when the application is built. */
export interface GuideDocument {
  readonly title: string;
  readonly body: readonly GuideNode[];
}

/** Takes nodes; returns the words in them. */
export function wordsOf(nodes: readonly GuideNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
}

/** Takes nodes and a test; returns the elements that pass it, at any depth, in order. */
export function elementsIn(nodes: readonly GuideNode[], wanted: (element: GuideElement) => boolean): GuideElement[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [...(wanted(node) ? [node] : []), ...elementsIn(node.children, wanted)],
  );
}
