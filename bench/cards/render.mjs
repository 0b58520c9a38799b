import { encode } from 'uqr';
import { moreInks, moreLayouts, moreStyles } from './more-layouts.mjs';

/** A card is 85 × 55 mm: at this width its smallest letters are as a telephone or a scanner sees them. */
const width = 1063;
const height = 685;

const ink = {
  classic: '#2b3440',
  columns: '#1f2a44',
  centred: '#3a2f2a',
  band: '#222',
  minimal: '#444',
  portrait: '#2d3a33',
  ...moreInks,
};
const accents = ['#0b6e8f', '#9c2f3c', '#2f6b3c', '#6a4c93', '#b0562b'];

function escaped(text) {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
}

const list = (texts) => texts.map((text) => `<div>${escaped(text)}</div>`).join('');

/** The vCard that a card's QR code holds. */
function vcardOf({ truth }) {
  const tel = (kind, number) => (number ? [`TEL;TYPE=${kind}:${number.replaceAll(' ', '')}`] : []);
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${truth.lastName};${truth.firstName};;;`,
    `FN:${truth.firstName} ${truth.lastName}`,
    `ORG:${truth.company}`,
    `TITLE:${truth.position}`,
    ...tel('WORK,VOICE', truth.phone),
    ...tel('CELL', truth.mobile),
    `EMAIL:${truth.email}`,
    ...(truth.website ? [`URL:${truth.website}`] : []),
    `ADR;TYPE=WORK:;;${truth.street};${truth.city};;${truth.postcode};France`,
    'END:VCARD',
  ].join('\r\n');
}

function qrOf(card) {
  const { data, size } = encode(vcardOf(card), { ecc: 'L', border: 2 });
  const squares = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')));
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${squares.join('')}"/></svg>`;
}

const layouts = {
  classic: ({ lines: { company, person, position, contact, address } }) => `
    <div class="logo">${escaped(company)}</div>
    <div class="who"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div></div>
    <div class="foot"><div>${list(contact)}</div><div class="right">${list(address)}</div></div>`,
  columns: ({ lines: { company, person, position, contact, address, small } }) => `
    <div class="left"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div><div class="contact">${list(contact)}</div></div>
    <div class="side"><div class="logo">${escaped(company)}</div><div>${list(address)}</div></div>${small ? `<div class="small">${escaped(small)}</div>` : ''}`,
  centred: ({ lines: { company, person, position, contact, address } }) => `
    <div class="logo">${escaped(company)}</div><div class="rule"></div>
    <div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div>
    <div class="contact">${list(address)}${list(contact)}</div>`,
  band: ({ lines: { company, person, position, contact, address, small } }) => `
    <div class="logo">${escaped(company)}</div>
    <div class="who"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div></div>
    <div class="foot"><div>${list(address)}</div><div>${list(contact)}</div></div>${small ? `<div class="small">${escaped(small)}</div>` : ''}`,
  dark: ({ lines: { company, person, position, contact, address } }) => `
    <div class="logo">${escaped(company)}</div>
    <div class="who"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div></div>
    <div class="contact">${list(contact)}${list(address)}</div>`,
  minimal: ({ lines: { company, person, position, contact, address } }) => `
    <div class="who"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div></div>
    <div class="foot"><div class="logo">${escaped(company)}</div>${list(address)}${list(contact)}</div>`,
};
layouts.portrait = layouts.dark;
for (const [name, layout] of Object.entries(moreLayouts)) layouts[name] = (card) => layout(card, { escaped, list });

/** Layouts of a card that stands upright. */
const standing = new Set(['portrait', 'tall']);

const style = (card, accent) => `
  .card { box-sizing: border-box; position: absolute; width: ${width}px; height: ${height}px; padding: 56px 64px; background: #fdfdfb; color: ${ink[card.layout] ?? '#222'}; font: 31px/1.4 '${card.font}'; overflow: hidden }
  .logo { font-weight: 700; font-size: 46px; color: ${accent} }
  .person { font-weight: 700; font-size: 44px; line-height: 1.2 } .position { font-size: 31px }
  .foot { position: absolute; left: 64px; right: 64px; bottom: 50px; display: flex; justify-content: space-between; gap: 30px; font-size: 27px }
  .small { position: absolute; left: 64px; bottom: 16px; font-size: 19px } .right { text-align: right }
  .qr { position: absolute; right: 56px; top: 150px; width: 250px }
  .classic .who { margin-top: 60px }
  .columns { display: flex; justify-content: space-between; gap: 40px; font-size: 28px } .columns .contact { margin-top: 130px } .columns .side { text-align: right } .columns .side .logo { font-size: 38px; margin-bottom: 120px; max-width: 400px }
  .columns .small { font-size: 18px }
  .centred { text-align: center; font-size: 30px } .centred .person { margin-top: 30px } .centred .contact { margin-top: 56px } .centred .logo { letter-spacing: 2px } .rule { height: 3px; width: 200px; margin: 20px auto; background: ${accent} }
  .band .logo { margin: -56px -64px 0; padding: 36px 64px; background: ${accent}; color: #fff; letter-spacing: 3px } .band .who { margin-top: 56px } .band .foot { bottom: 66px }
  .dark { background: #1d2733; color: #eef1f4 } .dark .logo { color: #f2c14e; letter-spacing: 4px } .dark .who { margin-top: 40px } .dark .contact { margin-top: 46px; font-size: 28px }
  .minimal .person { font-weight: 400; font-size: 40px; color: #111 } .minimal .foot { display: block; font-size: 24px; bottom: 60px; line-height: 1.5 } .minimal .logo { font-size: 32px } .minimal .position { font-size: 26px }
  .portrait, .tall { width: ${height}px; height: ${width}px } .portrait .logo { font-size: 56px; line-height: 1.1; letter-spacing: 2px } .portrait .who { margin-top: 150px } .portrait .contact { position: absolute; bottom: 80px; font-size: 27px } .portrait .person { font-size: 42px }
  ${moreStyles(accent)} ${card.look ?? ''}
`;

/** Grounds a card lies on: two colours and how much they vary. */
const desks = {
  wood: ['#8a5f3c', '#6d4426'],
  slate: ['#3c4248', '#2b3035'],
  grey: ['#8d9196', '#767b81'],
  plain: ['#54606b', '#4a555f'],
  black: ['#16181b', '#0d0f11'],
  linen: ['#b9ad97', '#a3967f'],
  blue: ['#2f4a6d', '#22395a'],
};

/** Draws the ground, and, above all, the grain of a sensor; runs in the page, with numbers that are the same each time. */
function drawGrain({ desk, noise, seed }) {
  let state = seed;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const paint = (id, draw) => {
    const canvas = document.getElementById(id);
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    draw(canvas.getContext('2d'));
  };
  if (desk)
    paint('ground', (pen) => {
      const shade = pen.createLinearGradient(0, 0, innerWidth, innerHeight);
      shade.addColorStop(0, desk[0]);
      shade.addColorStop(1, desk[1]);
      pen.fillStyle = shade;
      pen.fillRect(0, 0, innerWidth, innerHeight);
      for (let line = 0; line < 260; line++) {
        pen.fillStyle = `rgba(${random() > 0.5 ? '255,255,255' : '0,0,0'},${random() * 0.06})`;
        pen.fillRect(0, random() * innerHeight, innerWidth, 1 + random() * 9);
      }
      const light = pen.createRadialGradient(
        innerWidth * 0.35,
        innerHeight * 0.3,
        100,
        innerWidth / 2,
        innerHeight / 2,
        innerWidth * 0.75,
      );
      light.addColorStop(0, 'rgba(255,255,255,.16)');
      light.addColorStop(1, 'rgba(0,0,0,.4)');
      pen.fillStyle = light;
      pen.fillRect(0, 0, innerWidth, innerHeight);
    });
  if (noise)
    paint('grain', (pen) => {
      const image = pen.createImageData(innerWidth, innerHeight);
      for (let at = 0; at < image.data.length; at += 4) {
        const value = random() > 0.5 ? 255 : 0;
        image.data[at] = image.data[at + 1] = image.data[at + 2] = value;
        image.data[at + 3] = random() * noise * 2;
      }
      pen.putImageData(image, 0, 0);
    });
}

/** How the card stands in its picture, by the way it was taken. */
function placing({ taken, layout }) {
  const [wide, tall] = standing.has(layout) ? [height, width] : [width, height];
  if (taken.kind === 'scan') {
    const scale = taken.scale ?? 1;
    const size = [Math.round(wide * scale), Math.round(tall * scale)];
    return { size, transform: scale === 1 ? '' : `scale(${scale})` };
  }
  if (taken.kind === 'tilted')
    return { size: [1500, 1200], transform: `rotate(${taken.degrees}deg)`, desk: desks[taken.desk ?? 'plain'] };
  const scale = (standing.has(layout) ? 1.5 : 1.75) * (taken.scale ?? 1);
  return {
    size: [2400, 1800],
    transform: `perspective(2600px) rotateX(${taken.lean}deg) rotateY(${taken.swing}deg) rotate(${taken.turn}deg) scale(${scale})`,
    desk: desks[taken.desk],
  };
}

/**
 * Takes a page of a browser, a card and what gives a font's CSS; returns the picture of the card as JPEG bytes.
 */
export async function renderCard(page, card, fontCss) {
  const { taken } = card;
  const seed = [...card.name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7);
  const { size, transform, desk } = placing(card);
  const [wide, tall] = standing.has(card.layout) ? [height, width] : [width, height];
  await page.setViewportSize({ width: size[0], height: size[1] });
  const place = `left:${(size[0] - wide) / 2}px;top:${(size[1] - tall) / 2}px;transform:${transform}`;
  const lit =
    taken.kind === 'photo'
      ? '<div style="position:fixed;inset:0;background:radial-gradient(circle at 35% 30%,rgba(255,255,255,.12),rgba(0,0,0,.3))"></div>'
      : '';
  const shadow = taken.shadow
    ? `<div style="position:fixed;inset:0;background:linear-gradient(${taken.shadow}deg,rgba(0,0,0,.5) 38%,rgba(0,0,0,0) 46%)"></div>`
    : '';
  await page.setContent(`<style>${fontCss(card.font)} body { margin: 0; overflow: hidden; background: #ddd } canvas { position: fixed; inset: 0 } ${style(card, accents[seed % accents.length])}</style>
    <canvas id="ground"></canvas>
    <div style="position:fixed;inset:0;${taken.blur ? `filter:blur(${taken.blur}px)` : ''}"><div class="card ${card.layout}" style="${place};${desk ? 'box-shadow:6px 10px 24px rgba(0,0,0,.45)' : ''}">${layouts[card.layout](card)}${card.qr ? qrOf(card) : ''}</div>${lit}${shadow}</div>
    <canvas id="grain"></canvas>`);
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(drawGrain, { desk: desk ?? null, noise: taken.noise ?? (taken.kind === 'photo' ? 6 : 0), seed });
  return page.screenshot({ type: 'jpeg', quality: taken.quality ?? 88 });
}
