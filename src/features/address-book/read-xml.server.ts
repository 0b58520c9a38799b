import { SaxesParser } from 'saxes';
import { CarnetError } from '../../server/errors.ts';
import type { Element } from './dav-xml.ts';

/** Deeper, or of more elements, is no request of an address book. */
const deepest = 24;
const mostElements = 60_000;

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Open[];
  text: string;
}

function refused(): CarnetError {
  return new CarnetError(400, 'invalid-xml');
}

/**
 * Takes the text of a request; returns its outermost element, null where there is none. Throws CarnetError 400
 * invalid-xml for what is no XML, has a document type (which could define entities without end) or goes on for ever.
 */
export function readXml(text: string): Element | null {
  if (text.trim() === '') return null;
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Open | null = null;
  let count = 0;
  parser.on('error', () => {
    throw refused();
  });
  parser.on('doctype', () => {
    throw refused();
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++count > mostElements || open.length >= deepest) throw refused();
    const element: Open = {
      name: `{${uri}}${local}`,
      attributes: Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const take = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  try {
    parser.write(text).close();
  } catch (error) {
    // Whatever it stumbles over, it is what was sent.
    throw error instanceof CarnetError ? error : refused();
  }
  return root;
}
