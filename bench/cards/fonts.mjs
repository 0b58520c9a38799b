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
  Roboto: ['fonts-roboto-unhinted', 'Roboto-Regular.ttf', 'Roboto-Bold.ttf'],
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
