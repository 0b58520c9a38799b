import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The fonts of the cards: the Debian package of each, the files of its regular and its bold face. */
const fonts = {
  'Baskervald ADF Std': ['fonts-adf-baskervald', 'BaskervaldADFStd.otf', 'BaskervaldADFStd-Bold.otf'],
  Cabin: ['fonts-cabin', 'Cabin-Regular.otf', 'Cabin-Bold.otf'],
  'EB Garamond': ['fonts-ebgaramond', 'EBGaramond12-Regular.otf', 'EBGaramond12-Regular.otf'],
  'Gentium Basic': ['fonts-sil-gentium-basic', 'GenBasR.ttf', 'GenBasB.ttf'],
  'Gillius ADF': ['fonts-adf-gillius', 'GilliusADF-Regular.otf', 'GilliusADF-Bold.otf'],
  Lato: ['fonts-lato', 'Lato-Regular.ttf', 'Lato-Bold.ttf'],
  'Open Sans': ['fonts-open-sans', 'OpenSans-Regular.ttf', 'OpenSans-Bold.ttf'],
  Quicksand: ['fonts-quicksand', 'Quicksand-Regular.ttf', 'Quicksand-Bold.ttf'],
  Biolinum: ['fonts-linuxlibertine', 'LinBiolinum_R.otf', 'LinBiolinum_RB.otf'],
  Caladea: ['fonts-crosextra-caladea', 'Caladea-Regular.ttf', 'Caladea-Bold.ttf'],
  Cantarell: ['fonts-cantarell', 'Cantarell-Regular.otf', 'Cantarell-Bold.otf'],
  Carlito: ['fonts-crosextra-carlito', 'Carlito-Regular.ttf', 'Carlito-Bold.ttf'],
  Comfortaa: ['fonts-comfortaa', 'Comfortaa-Regular.ttf', 'Comfortaa-Bold.ttf'],
  Dosis: ['fonts-dosis', 'Dosis-Medium.otf', 'Dosis-Bold.otf'],
  Karla: ['fonts-karla', 'Karla-Regular.otf', 'Karla-Bold.otf'],
  'Liberation Mono': ['fonts-liberation', 'LiberationMono-Regular.ttf', 'LiberationMono-Bold.ttf'],
  'Liberation Sans': ['fonts-liberation', 'LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf'],
  'Liberation Sans Narrow': ['fonts-liberation', 'LiberationSansNarrow-Regular.ttf', 'LiberationSansNarrow-Bold.ttf'],
  'Liberation Serif': ['fonts-liberation', 'LiberationSerif-Regular.ttf', 'LiberationSerif-Bold.ttf'],
  Libertine: ['fonts-linuxlibertine', 'LinLibertine_R.otf', 'LinLibertine_RB.otf'],
  Play: ['fonts-play', 'Play-Regular.ttf', 'Play-Bold.ttf'],
  Roboto: ['fonts-roboto-unhinted', 'Roboto-Regular.ttf', 'Roboto-Bold.ttf'],
  'TeX Gyre Adventor': ['fonts-texgyre', 'texgyreadventor-regular.otf', 'texgyreadventor-bold.otf'],
  'TeX Gyre Heros Cn': ['fonts-texgyre', 'texgyreheroscn-regular.otf', 'texgyreheroscn-bold.otf'],
  'TeX Gyre Pagella': ['fonts-texgyre', 'texgyrepagella-regular.otf', 'texgyrepagella-bold.otf'],
};

function run(command, args, cwd) {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`);
}

/** Takes a folder; puts the fonts' packages there, unpacked (not installed: no other program's letters change). */
function fetchFonts(folder) {
  mkdirSync(folder, { recursive: true });
  const packages = [...new Set(Object.values(fonts).map(([name]) => name))];
  const aside = mkdtempSync(join(tmpdir(), 'carnet-fonts-'));
  run('apt-get', ['download', '-qq', ...packages], aside);
  for (const file of readdirSync(aside)) run('dpkg', ['-x', join(aside, file), folder]);
  rmSync(aside, { recursive: true });
}

/** Takes a folder where fonts are kept, fetched on first use; returns a function from a font's name to its CSS. */
export function fontsIn(folder) {
  if (!existsSync(folder)) fetchFonts(folder);
  const paths = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
  );
  const face = (name, weight, file) => {
    const path = paths.get(file);
    if (!path) throw new Error(`${file} is not in the packages of the fonts`);
    const bytes = readFileSync(path).toString('base64');
    return `@font-face { font-family: '${name}'; font-weight: ${weight}; src: url(data:font/opentype;base64,${bytes}) }`;
  };
  return (name) => {
    const [, regular, bold] = fonts[name];
    return `${face(name, 400, regular)} ${face(name, 700, bold)}`;
  };
}
