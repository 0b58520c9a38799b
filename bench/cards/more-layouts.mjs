/**
 * Layouts of the third set of cards: each takes a card and the functions that write a text and a list of lines; returns
 * what stands on the card. Their looks are below, at the size of `render.mjs`.
 */
const who = ({ person, position }, escaped) =>
  `<div class="who"><div class="person">${escaped(person)}</div><div class="position">${escaped(position)}</div></div>`;
const small = (text, escaped) => (text ? `<div class="small">${escaped(text)}</div>` : '');
const slogan = (text, escaped) => (text ? `<div class="slogan">${escaped(text)}</div>` : '');

/** Signs drawn before a line: receiver, telephone, letter, globe, place. */
const signs = {
  phone: 'M4 2h4l2 6-3 2a14 14 0 0 0 7 7l2-3 6 2v4c0 2-2 4-5 4C9 23 1 14 1 6c0-3 1-4 3-4z',
  mobile: 'M7 1h10v22H7zM9 4v14h6V4z',
  mail: 'M1 4h22v16H1zM3 6l9 7 9-7z',
  web: 'M12 1a11 11 0 1 0 .1 0zM3 11h18v2H3zM11 2h2v20h-2z',
  place: 'M12 1a8 8 0 0 1 8 8c0 6-8 14-8 14S4 15 4 9a8 8 0 0 1 8-8zm0 5a3 3 0 1 0 .1 0z',
};

export const moreLayouts = {
  panel: ({ lines }, { escaped, list }) => `
    <div class="side"><div class="logo">${escaped(lines.company)}</div>${slogan(lines.slogan, escaped)}</div>
    <div class="main">${who(lines, escaped)}<div class="contact">${list(lines.contact)}</div><div class="address">${list(lines.address)}</div></div>${small(lines.small, escaped)}`,
  corner: ({ lines }, { escaped, list }) => `
    <div class="logo">${escaped(lines.company)}</div>${slogan(lines.slogan, escaped)}
    <div class="bottom"><div class="contact">${list(lines.address)}${list(lines.contact)}</div>${who(lines, escaped)}</div>`,
  labelled: ({ lines }, { escaped, list }) => `
    ${who(lines, escaped)}<div class="logo">${escaped(lines.company)}</div>
    <div class="grid">${lines.contact
      .flatMap((line) => line.split('|').map((cell) => `<span>${escaped(cell)}</span>`))
      .join('')}</div><div class="address">${list(lines.address)}</div>${small(lines.small, escaped)}`,
  signs: ({ lines }, { escaped, list }) => `
    <div class="logo">${escaped(lines.company)}</div>${slogan(lines.slogan, escaped)}${who(lines, escaped)}
    <div class="contact">${lines.contact
      .map((line) => {
        const [sign, text] = line.split('|');
        return `<div><svg viewBox="0 0 24 24" width="26" height="26" fill-rule="evenodd"><path d="${signs[sign]}"/></svg> ${escaped(text)}</div>`;
      })
      .join('')}<div class="address">${list(lines.address)}</div></div>${small(lines.small, escaped)}`,
  footer: ({ lines }, { escaped, list }) => `
    <div class="top"><div class="logo">${escaped(lines.company)}</div>${slogan(lines.slogan, escaped)}</div>${who(lines, escaped)}
    <div class="strip">${list(lines.contact)}${list(lines.address)}</div>`,
  stack: ({ lines }, { escaped, list }) => `
    ${who(lines, escaped)}<div class="logo">${escaped(lines.company)}</div>${list(lines.address)}${list(lines.contact)}${small(lines.small, escaped)}`,
  large: ({ lines }, { escaped, list }) => `
    ${who(lines, escaped)}<div class="foot"><div>${list(lines.contact)}</div><div class="right"><div class="logo">${escaped(lines.company)}</div>${list(lines.address)}</div></div>${small(lines.small, escaped)}`,
  tall: ({ lines }, { escaped, list }) => `
    <div class="logo">${escaped(lines.company)}</div>${slogan(lines.slogan, escaped)}${who(lines, escaped)}
    <div class="contact">${list(lines.contact)}</div><div class="address">${list(lines.address)}</div>${small(lines.small, escaped)}`,
};

export const moreInks = {
  panel: '#33383f',
  corner: '#222b35',
  labelled: '#2e2e2e',
  signs: '#333f4c',
  footer: '#262626',
  stack: '#1b1b1b',
  large: '#3b3b3b',
  tall: '#2f2f3a',
};

export const moreStyles = (accent) => `
  .slogan { font-style: italic; font-size: 25px; opacity: .8 }
  .panel .side { position: absolute; left: 0; top: 0; bottom: 0; width: 350px; box-sizing: border-box; padding: 0 36px; background: ${accent}; color: #fff; display: flex; flex-direction: column; justify-content: center } .panel .side .logo { color: #fff; font-size: 42px; line-height: 1.15 } .panel .main { margin-left: 340px; font-size: 27px } .panel .contact { margin-top: 44px } .panel .address { margin-top: 22px } .panel .small { left: 406px }
  .corner .bottom { position: absolute; left: 64px; right: 64px; bottom: 54px; display: flex; justify-content: space-between; align-items: flex-end; gap: 30px } .corner .contact { font-size: 25px } .corner .who { text-align: right } .corner .logo { font-size: 52px }
  .labelled .logo { margin-top: 26px; font-size: 36px } .labelled .grid { margin-top: 36px; display: grid; grid-template-columns: max-content 1fr; column-gap: 26px; font-size: 27px } .labelled .grid span:nth-child(odd) { color: ${accent} } .labelled .address { margin-top: 18px; font-size: 27px }
  .signs svg { vertical-align: -4px; margin-right: 14px; fill: ${accent} } .signs .who { margin-top: 40px } .signs .contact { margin-top: 34px; font-size: 27px } .signs .address { margin-top: 10px }
  .footer { text-align: center } .footer .top { margin-top: 10px } .footer .who { margin-top: 60px } .footer .strip { position: absolute; left: 0; right: 0; bottom: 0; padding: 26px 40px; background: ${accent}; color: #fff; font-size: 26px }
  .stack { font-size: 29px; line-height: 1.45 } .stack .logo, .stack .person { font-size: 31px; color: inherit; margin: 0 } .stack .logo { margin-top: 22px }
  .large .person { font-size: 66px; font-weight: 400; color: ${accent}; letter-spacing: 1px } .large .position { font-style: italic } .large .logo { font-size: 32px } .large .foot { font-size: 25px }
  .tall { text-align: center } .tall .logo { margin-top: 40px; font-size: 50px; line-height: 1.15 } .tall .who { margin-top: 130px } .tall .contact { margin-top: 90px; font-size: 27px } .tall .address { margin-top: 30px; font-size: 26px } .tall .small { right: 64px }
`;
