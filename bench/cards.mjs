/**
 * Makes the pictures of the cards that the scanner is measured on. Needs Debian's `apt-get download` for the fonts, once.
 * Usage: node bench/cards.mjs --pictures FOLDER [--half tuning|held-out]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cards } from './cards/cards.mjs';
import { makePictures } from './cards/make.mjs';

const { values } = parseArgs({ options: { pictures: { type: 'string' }, half: { type: 'string' } } });
const wanted = cards.filter(({ half }) => values.half === undefined || half === values.half);
const paths = await makePictures(resolve(values.pictures ?? 'cards'), wanted);
console.log([...paths.values()].join('\n'));
