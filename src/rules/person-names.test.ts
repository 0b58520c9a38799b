import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../lib/text.ts';
import { writtenName } from './person-names.ts';

/** Names as they are to be written: of history, or invented. Each is reached from capitals and from small letters. */
const family = `
Durand · Lefèvre · Ménard · Œuvrard · Garçon · Noël · Ibañez · Müller · Søndergaard · Łukasik · Đorđević
de Gaulle · de La Tour · de La Fontaine · de La Rochefoucauld · de Lattre de Tassigny · de Saint-Exupéry
de La Tour d’Auvergne · de La Tour du Pin · de Le Bihan · de L’Épine · de L'Hospital · de Montesquieu · de Staël
de Maupassant · de Vigny · de Musset · de Sévigné · de Pompadour · de Chateaubriand · de Beauvoir · de Courcel
du Bellay · du Guesclin · du Pont de Nemours · du Châtelet · des Périers · des Forêts · de La Porte des Vaux
d’Alembert · d’Artagnan · d'Ormesson · d’Aubigné · d’Estaing · d’Hervilly · d’Aboville · d’Œuvres · Giscard d’Estaing
Dupont d'Isigny · Boissy d’Anglas · Fabre d’Églantine · Barbey d’Aurevilly · Poivre d’Arvor · Tascher de La Pagerie
La Fontaine · La Boétie · La Bruyère · Le Goff · Le Brun · Le Nôtre · Le Roy Ladurie · Le Floc’h · Le Bihan-Kerjean
L’Hermitte · L’Huillier · L'Herbier · Les Andelys · Lévi-Strauss · Merleau-Ponty · Chaban-Delmas · Joliot-Curie
Saint-Saëns · Saint-Just · Sainte-Beuve · St-Amand · Bernardin de Saint-Pierre · Toulouse-Lautrec-Monfa
Dupont-Le Goff · Martin-de La Tour · Dupont-Durand · Rochas d’Aiglun · Pic de La Mirandole · Prévost-Paradol
McCarthy · McGregor · O’Brien · O'Callaghan · Fitzgerald · Mackie · Machado · Macron · Macé · Maclouf
N’Diaye · N'Guessan · M’Barek · K’Bidi · T’Jampens · Dell’Orto · Dall'Aglio · Sant’Anna · Ba · Ly · Ng
van Gogh · van der Weyden · van den Berghe · van ’t Hoff · von Humboldt · von der Leyen · von Trapp · zu Wied
da Vinci · di Stefano · della Robbia · del Piero · dos Santos · da Silva · do Nascimento · de Oliveira · de las Casas
Ortega y Gasset · Garcia Lorca · Ben Jelloun · Ben Arfa · El Amrani · al-Assad · bin Talal · Ali ben Youssef
Nguyen Van Nam · Tran Thi Mai · Do Van Minh · Le Van · Louis XIV · Martin III · Durand (née Petit) · Petit épouse Durand
Roux dit Ledoux · Petit et Fils · Van · De · Ben · Dit
`;
const given = `
Jean · Élodie · Zoé · Loïc · Gaëlle · François · Œdipe · Jean-Pierre · Marie-Ève · Anne-Sophie · Jean-Baptiste
Jean-François-Régis · Marie-Noëlle · Jeanne-d’Arc · Marie-des-Neiges · Marie de Lourdes · Jean de Dieu · Marie Anne
Maria do Carmo · Abd-el-Kader · J.-P. · J. P. · Jean-P. · Ph. · Ch. · JJ · JP · Jo · Al · Van Anh · Ben · D’Artagnan
N’Golo · Louis Marie · Marie-Thérèse · Ève · Aÿmeric · Ólafur
`;

const namesOf = (text: string): string[] =>
  text
    .split(/[·\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
const table = [
  ...namesOf(family).map((name) => ({ name, part: 'family' as const })),
  ...namesOf(given).map((name) => ({ name, part: 'given' as const })),
];
/** Initials without full stops are known by their capitals alone. */
const lowered = table.filter(({ name }) => name !== 'JJ' && name !== 'JP');

describe('A name as the French write it', () => {
  it('is tried on enough of them, many with particles', () => {
    expect(table.length).toBeGreaterThanOrEqual(120);
    expect(table.filter(({ name }) => /(^| )(de|du|des|d[’'])/.test(name)).length).toBeGreaterThan(40);
  });

  it.each(table)('reaches $name from capitals', ({ name, part }) => {
    expect(writtenName(name.toUpperCase(), part)).toEqual({ text: name, certain: true });
  });

  it.each(lowered)('reaches $name from small letters', ({ name, part }) => {
    expect(writtenName(name.toLowerCase(), part)).toEqual({ text: name, certain: true });
  });

  it.each(table)('leaves $name as it is', ({ name, part }) => {
    expect(writtenName(name, part)).toEqual({ text: name, certain: true });
  });

  it.each([
    'de la Tour',
    'D’Ormesson',
    'Da Silva',
    'Van Damme',
    'Du Bellay',
    'LeBlanc',
    'MacDonald',
    'Macdonald',
    'DeVries',
    'Ahmad ibn Fadlan',
    'juste',
  ])('leaves %s alone, or shows no more than its initial: its bearer may write it so', (name) => {
    const known = name === 'juste' ? 'Juste' : name;
    expect(writtenName(name, 'family')).toEqual({ text: known, certain: true });
  });

  it.each([
    ['  JEAN  -  ', 'Jean -'],
    ['Jean \u00a0 Pierre', 'Jean Pierre'],
    ['de  LA\u00a0TOUR', 'de La Tour'],
    ['McDONALD', 'McDonald'],
    ['dUPONT', 'Dupont'],
    ['E\u0301LODIE', 'Élodie'],
    ['李明', '李明'],
    ['', ''],
  ])('takes spaces out and mends what is plainly wrong: %j', (typed, written) => {
    expect(writtenName(typed, 'family')).toEqual({ text: written, certain: true });
  });

  it.each([
    ['MACDONALD', 'MacDonald', 'family'],
    ['Jean MARTIN', 'Jean Martin', 'family'],
    ['Charles de gaulle', 'Charles de Gaulle', 'family'],
    ['Jean-pierre', 'Jean-Pierre', 'given'],
    ['AJ', 'Aj', 'given'],
    ['COSTA E SILVA', 'Costa e Silva', 'family'],
  ] as const)('proposes, and decides nothing, where only its bearer knows: %s', (typed, written, part) => {
    expect(writtenName(typed, part)).toEqual({ text: written, certain: false });
  });

  it.each([
    ['de La Tour', 'DE LA TOUR'],
    ['Lefèvre', 'LEFÈVRE'],
    ['d’Œuvres', 'D’ŒUVRES'],
  ])('is all in capitals where the company has it so: %s', (typed, written) => {
    expect(writtenName(typed, 'family', true)).toEqual({ text: written, certain: true });
  });

  it('is written the same when it is written again, and loses no letter', () => {
    const signs = fc.constantFrom(..."aeéÉDdlLsM’'-. ()œŒßİıŉǅ李VanmcNÉE".split(''));
    const names = fc.oneof(fc.string({ unit: signs, maxLength: 24 }), fc.string({ unit: 'grapheme', maxLength: 16 }));
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('family' as const, 'given' as const),
        fc.boolean(),
        (typed, part, capitals) => {
          const once = writtenName(typed, part, capitals);
          if (once.certain) expect(writtenName(once.text, part, capitals).text).toBe(once.text);
          // One letter may be two in capitals (ß, ᾀ).
          const letters = (text: string) =>
            fold(
              text
                .replace(/[\u200b\ufeff]/g, ' ')
                .toUpperCase()
                .toLowerCase(),
            );
          expect(letters(once.text)).toBe(letters(typed));
        },
      ),
      { numRuns: 500 },
    );
  });
});

const outside = join(import.meta.dirname, '../../../shared/data/4-names');

describe.skipIf(!existsSync(outside))('First names and names of others', () => {
  it('are reached from capitals, and none is damaged', () => {
    const names = readFileSync(join(outside, 'prenoms.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
      // The name of God and that of a programme are no first names.
      .filter(([name = '']) => !/^(YHWH|CyberSDF)$/.test(name));
    for (const [name = '', , capitals = ''] of names) {
      expect(writtenName(capitals, 'given')).toEqual({ text: name, certain: true });
      expect(writtenName(name, 'given')).toEqual({ text: name, certain: true });
    }
    const english = JSON.parse(readFileSync(join(outside, 'namecase-en.json'), 'utf8'));
    // Written otherwise in French: the article and what is no particle there have their capital.
    const otherwise = /^(la|le|al|el|ben) /;
    for (const name of [...english.last_name_fields, ...english.full_names]) {
      expect(writtenName(name, 'family')).toEqual({ text: name, certain: true });
      if (!otherwise.test(name)) expect(writtenName(name.toUpperCase(), 'family').text).toBe(name);
    }
  });
});
