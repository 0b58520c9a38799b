import { lexer, type Token, type Tokens } from 'marked';
import { frenchTypography } from '../language/french-typography.ts';
import type { GuideDocument, GuideElement, GuideNode } from './guide-document.ts';

/** Takes the words of a heading; returns what links point at, as GitHub makes it. */
export function anchorOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

const plain = ['paragraph', 'blockquote', 'strong', 'em', 'del'] as const;
const tags: Readonly<Record<(typeof plain)[number], GuideElement['tag']>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  strong: 'strong',
  em: 'em',
  del: 'em',
};

const isPlain = (type: string): type is (typeof plain)[number] => Object.hasOwn(tags, type);

function element(tag: GuideElement['tag'], children: readonly GuideNode[], more: Partial<GuideElement> = {}) {
  return { tag, ...more, children };
}

function cells(tag: 'th' | 'td', row: readonly Tokens.TableCell[]): GuideElement {
  return element(
    'tr',
    row.map((cell) => element(tag, nodesOf(cell.tokens))),
  );
}

function nodesOf(tokens: readonly Token[] = []): GuideNode[] {
  return tokens.flatMap((token): GuideNode[] => {
    const { type } = token;
    if (isPlain(type)) return [element(tags[type], nodesOf((token as Tokens.Generic).tokens))];
    switch (type) {
      case 'space':
        return [];
      case 'text':
        return token.tokens ? nodesOf(token.tokens) : [frenchTypography(token.text)];
      case 'escape':
        return [token.text];
      case 'codespan':
        return [element('code', [token.text])];
      case 'code':
        return [element('pre', [element('code', [token.text])])];
      case 'br':
      case 'hr':
        return [element(type, [])];
      case 'link':
        return [element('a', nodesOf(token.tokens), { href: token.href })];
      case 'image':
        return [element('img', [], { source: token.href, alternative: token.text })];
      case 'heading': {
        const children = nodesOf(token.tokens);
        return [element(token.depth === 2 ? 'h2' : 'h3', children, { id: anchorOf(token.text) })];
      }
      case 'list':
        return [
          element(
            token.ordered ? 'ol' : 'ul',
            (token as Tokens.List).items.map((item) => element('li', nodesOf(item.tokens))),
          ),
        ];
      case 'table': {
        const table = token as Tokens.Table;
        const rows = table.rows.map((row) => cells('td', row));
        return [element('table', [element('thead', [cells('th', table.header)]), element('tbody', rows)])];
      }
      default:
        // A page written with what is not read here (HTML above all) must not lose it in silence.
        throw new Error(`The guide may not hold « ${token.raw.trim().slice(0, 60)} » (${type}).`);
    }
  });
}

/** Takes a page of the guide in Markdown; returns it as data. Throws for a page without title, and for HTML in it. */
export function readGuidePage(markdown: string): GuideDocument {
  const [title, ...rest] = lexer(markdown).filter(({ type }) => type !== 'space');
  if (title?.type !== 'heading' || title.depth !== 1) throw new Error('A page of the guide begins with its title.');
  return { title: frenchTypography(title.text), body: nodesOf(rest) };
}

/** What Vite lends a plugin: finds the file that an import names, null for none. */
interface Resolver {
  resolve(path: string, from: string): Promise<unknown>;
}

/** Part of Vite: an import of a page of the guide gives a `GuideDocument`, whose pictures are files of the build. */
export function guidePages() {
  return {
    name: 'carnet-guide',
    async transform(this: Resolver, code: string, id: string) {
      if (!/\/docs\/guide\/[^/]+\.md$/.test(id)) return null;
      const paths: string[] = [];
      const page = JSON.stringify(readGuidePage(code)).replace(/"source":"([^"]+)"/g, (_, path: string) => {
        paths.push(path);
        return `"source":picture${paths.length - 1}`;
      });
      const pictures = paths.map(async (path, index) => {
        const address = JSON.stringify(`./${path}`);
        // A picture still to be taken: taking it needs a build. A test tells of those that stay away.
        const there = await this.resolve(`./${path}`, id);
        return there ? `import picture${index} from ${address};` : `const picture${index} = undefined;`;
      });
      return { code: [...(await Promise.all(pictures)), `export default ${page};`].join('\n'), map: null };
    },
  };
}
