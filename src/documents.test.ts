import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { elementsIn } from './web/help/guide-document.ts';
import { anchorOf, readGuidePage } from './web/help/guide-plugin.ts';

const root = resolve(import.meta.dirname, '..');
const guide = join(root, 'docs/guide');
const written = readdirSync(guide).filter((name) => name.endsWith('.md'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const source = (path: string): string => readFileSync(join(root, path), 'utf8');

function anchorsOf(path: string): Set<string> {
  const headings = source(path).matchAll(/^#{1,6} (.+)$/gm);
  return new Set(Array.from(headings, ([, words = '']) => anchorOf(words)));
}

/** The links and pictures of a document that lead nowhere. */
function brokenLinks(path: string): string[] {
  const text = source(path).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return Array.from(text.matchAll(/\]\(([^()\s]+)\)/g), ([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => {
      const [file = '', anchor] = target.split('#');
      const place = file === '' ? path : relative(root, resolve(root, dirname(path), decodeURI(file)));
      if (!existsSync(join(root, place))) return [`${path}: ${target}`];
      return anchor === undefined || anchorsOf(place).has(decodeURI(anchor)) ? [] : [`${path}: ${target}`];
    });
}

describe('the documents', () => {
  test('every link, heading and picture that they name is there', () => {
    expect(documents.length).toBeGreaterThan(30);
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  test('every picture of the guide is shown by a page and weighs at most 120 kB', () => {
    const shown = written.flatMap((name) =>
      elementsIn(readGuidePage(readFileSync(join(guide, name), 'utf8')).body, ({ tag }) => tag === 'img').map(
        (picture) => picture.source,
      ),
    );
    const kept = readdirSync(join(guide, 'images'));
    expect(kept.filter((name) => !shown.includes(`images/${name}`))).toEqual([]);
    expect(kept.filter((name) => readFileSync(join(guide, 'images', name)).length > 120_000)).toEqual([]);
  });

  test('HTML in a page is refused rather than lost', () => {
    expect(() => readGuidePage('# Titre\n\nUn <b>mot</b>.')).toThrow('<b>');
  });
});
