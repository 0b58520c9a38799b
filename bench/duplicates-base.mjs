/**
 * The base on which finding duplicates is measured, fixed before the finder was tuned and not adjusted to it since: 100 000
 * people of 50 000 companies, 2 000 of them entered twice in ten ways, companies entered twice in two ways, and people who
 * only look the same. The same seed makes the same base. All drawn by chance and kept on the machine that measures:
 * SIREN numbers that begin with 0 are nobody's, the domains end in .example, and no number is ever called.
 */

/** Takes a seed; returns a source of chance (mulberry32). */
function chanceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (below) => Math.floor(next() * below);
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: (list) => list[integer(list.length)],
    /** Picks early ones more often, as names are. */
    pickEarly: (list) => list[Math.floor(next() ** 2 * list.length)],
  };
}

const list = (text) => text.split('|');

const maleNames = list(
  'Jean|Pierre|Michel|Philippe|Thomas|Nicolas|Julien|Lucas|Hugo|Louis|Alain|Patrick|Christophe|Frédéric|Laurent|Stéphane|David|Éric|Olivier|Sébastien|Vincent|Guillaume|Antoine|Alexandre|Maxime|Romain|Mathieu|Benjamin|Clément|Arthur|Gabriel|Raphaël|Paul|Jules|Nathan|Enzo|Quentin|Adrien|François|Gérard|Bernard|Daniel|Serge|Thierry|Bruno|Didier|Marc|Denis|Gilles|Xavier|Fabrice|Jérôme|Cédric|Mohamed|Karim|Mehdi|Youssef|Rachid|Yann|Loïc|Erwan|Jean-Baptiste|Jean-Luc|Jean-Claude|Jean-Pierre|Jean-Michel|Noël|Côme|Pascal|André|Emmanuel|Simon|Robert|Édouard|Samuel|Joseph|Damien|Régis|Arnaud|Fabien|Grégory|Ludovic|Pierre-Yves|Marc-Antoine|Paul-Henri|Étienne|Cyril|Hervé|Joël|Roland|Sylvain|Tristan|Valentin|Yves|Ibrahim|Mamadou|Tomás|Giuseppe|Ahmed|Bilal',
);
const femaleNames = list(
  'Marie|Nathalie|Isabelle|Sylvie|Catherine|Camille|Léa|Manon|Chloé|Julie|Sandrine|Céline|Stéphanie|Virginie|Valérie|Aurélie|Émilie|Laura|Sarah|Pauline|Élodie|Mélanie|Inès|Emma|Jade|Louise|Alice|Lucie|Anaïs|Clara|Charlotte|Mathilde|Juliette|Noémie|Agathe|Margaux|Hélène|Françoise|Monique|Brigitte|Corinne|Patricia|Véronique|Delphine|Florence|Laurence|Karine|Amandine|Audrey|Fatima|Leïla|Aïcha|Yasmine|Maëlle|Solène|Gaëlle|Clémence|Bérénice|Zoé|Nora|Samira|Anne-Sophie|Marie-Claire|Marie-Hélène|Anne-Laure|Marie-Laure|Maud|Océane|Pascale|Andrée|Emmanuelle|Simone|Frédérique|Michèle|Danièle|Gabrielle|Élisabeth|Jacqueline|Madeleine|Christine|Martine|Chantal|Annie|Nadine|Sabrina|Justine|Marion|Morgane|Perrine|Rachel|Salomé|Victoire|Adèle|Béatrice|Claire|Diane|Estelle|Fanny',
);
/** Two people whose first names differ by a letter or two. */
const likeNames = list(
  'Denis/Denise|Michel/Michèle|Daniel/Danièle|Frédéric/Frédérique|André/Andrée|Gabriel/Gabrielle|Pascal/Pascale|René/Renée|Emmanuel/Emmanuelle|Simon/Simone|Paul/Paule|Marie/Mario|Lucas/Luca|Laurent/Laurence|François/Françoise|Jean/Jeanne|Louis/Louise|Julien/Julie|Martin/Martine|Joël/Joëlle|Valéry/Valérie|Noël/Noëlle|Clément/Clémence|Yvon/Yvan|Léon/Léo|Anne/Annie|Marion/Manon|Éva/Ève|Thibaud/Thibault|Lina/Line',
).map((pair) => pair.split('/'));
const surnames = list(
  'Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefèvre|Leroy|Roux|David|Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Faure|André|Mercier|Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas|Henry|Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|Giraud|Joly|Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|Vidal|Caron|Picard|Le Gall|Le Goff|Le Roux|Da Silva|Saint-Martin|de La Tour|d’Hauteville|Ben Salem|El Amrani|Nguyen|Benali|Haddad|Diallo|Traoré|Öztürk|Kowalski|Rossi|Ferreira|Quéméneur|Etcheverry|Zimmermann',
);
const beginnings = list(
  'Bert|Marc|Cha|Gar|Roch|Mont|Vill|Font|Lam|Per|Gir|Bour|Sav|Tri|Bel|Cor|Dem|Fav|Gou|Hur|Jac|Lav|Mal|Nav|Oli|Pas|Ram|Sal|Tav|Val|Barr|Cast|Delm|Est|Froment|Gren|Hamel|Jour|Lacr|Mor|Nor|Pell|Quin|Rol|Sér|Thib|Vass|Bréch|Clav|Drou',
);
const endings = list(
  'in|and|ot|eau|ier|ard|el|on|eux|elle|et|is|ais|oux|ault|ain|ou|ic|ac|as|ère|ette|igny|ange|oir|ul|ois|al|ent|ert|iau|oin',
);
const manySurnames = [...surnames, ...beginnings.flatMap((begin) => endings.map((end) => `${begin}${end}`))];
const trades = list(
  'Menuiserie|Garage|Boulangerie|Transports|Cabinet|Électricité|Plomberie|Imprimerie|Maçonnerie|Pharmacie|Atelier|Mécanique|Librairie|Charpentes|Fonderie|Scierie|Laboratoire|Clinique|Domaine|Serrurerie|Paysages|Conseil|Informatique|Assurances|Immobilière|Chaudronnerie|Textiles|Emballages|Plastiques|Optique|Traiteur|Pépinières|Peintures|Toitures|Logistique|Formation|Sécurité|Nettoyage|Conserverie|Brasserie',
);
const companyEndings = list(
  '& Fils|Frères|et Associés|Services|Industrie|Groupe|Développement|Distribution|Solutions|Énergie',
);
const forms = list('SARL|SAS|EURL|SA|SASU|SCOP');
const towns = list(
  'Lyon 69002|Grenoble 38000|Saint-Étienne 42000|Annecy 74000|Paris 75009|Paris 75011|Nanterre 92000|Versailles 78000|Marseille 13006|Nice 06000|Toulon 83000|Toulouse 31000|Montpellier 34000|Bordeaux 33000|Limoges 87000|La Rochelle 17000|Lille 59000|Amiens 80000|Strasbourg 67000|Reims 51100|Metz 57000|Nantes 44000|Angers 49000|Le Mans 72000|Rennes 35000|Brest 29200|Rouen 76000|Caen 14000|Dijon 21000|Besançon 25000|Orléans 45000|Tours 37000',
);

/** How people are called for short. Not the list of the finder: it is what people write. */
const shortNames = Object.fromEntries(
  list(
    'Alexandre/Alex|Frédéric/Fred|Christophe/Chris|Stéphanie/Steph|Nathalie/Nath|Catherine/Cathy|Sébastien/Seb|Nicolas/Nico|Benjamin/Ben|Thomas/Tom|Valérie/Val|Véronique/Véro|Isabelle/Isa|Mathieu/Mat|Maxime/Max|Samuel/Sam|Daniel/Dany|Philippe/Phil|Jean-Pierre/JP|Jean-Claude/JC|Jean-Michel/Jean-Mi|Emmanuel/Manu|Jacqueline/Jackie|Élisabeth/Babeth|Christine/Chris|Gabriel/Gab|Raphaël/Raph|Joseph/Jo|Madeleine/Mado|Robert/Bob|Édouard/Ed|Patricia/Pat|Dominique/Dom|Guillaume/Guill|Grégory/Greg|Ludovic/Ludo|Caroline/Caro|Corinne/Coco|Virginie/Vivi|Stéphane/Steph|Jérôme/Jé|Antoine/Toine|Anne-Sophie/Anne-So|Françoise/Fanfan|Emmanuelle/Manue|Mohamed/Momo|Vincent/Vince',
  ).map((pair) => pair.split('/')),
);

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, '');
const slug = (text) =>
  plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const pairs = (figures) => figures.match(/../g).join(' ');

function withKey(figures) {
  const sum = (text) =>
    [...text].reverse().reduce((total, figure, place) => {
      const double = Number(figure) * (place % 2 === 1 ? 2 : 1);
      return total + (double > 9 ? double - 9 : double);
    }, 0);
  for (let key = 0; ; key++) if (sum(`${figures}${key}`) % 10 === 0) return `${figures}${key}`;
}

/** Takes a name; returns it with one slip of the keyboard in it, never the same. */
function mistyped(random, name) {
  const letters = [...name];
  const places = letters.flatMap((letter, place) => (/\p{L}/u.test(letter) && place > 0 ? [place] : []));
  for (let attempt = 0; attempt < 20; attempt++) {
    const place = random.pick(places);
    const draw = random.integer(4);
    const made = [...letters];
    if (draw === 0) made.splice(place, 1);
    else if (draw === 1) made.splice(place, 0, letters[place]);
    else if (draw === 2) made[place] = random.pick([...'aeinrstlou']);
    else if (place + 1 < made.length) [made[place], made[place + 1]] = [made[place + 1], made[place]];
    const text = made.join('');
    if (text !== name && plain(text).toLowerCase() !== plain(name).toLowerCase()) return text;
  }
  return `${name}e`;
}

/** Ways to write one number of France. */
const writings = [
  (figures) => figures,
  (figures) => figures.match(/../g).join('.'),
  (figures) => `+33 ${figures.slice(1, 2)} ${pairs(figures.slice(2))}`,
  (figures) => `0033${figures.slice(1)}`,
  (figures) => `+33 (0)${figures.slice(1, 2)} ${pairs(figures.slice(2))}`,
  (figures) => figures.match(/../g).join('-'),
];
const rewritten = (random, number) => number && random.pick(writings)(number.replace(/\D/g, ''));

/** What a second entry of somebody at the same company repeats of what is known of them. */
function repeated(random, person, share = 0.5) {
  const keep = (value) => (value && random.chance(share) ? value : null);
  return { phone: keep(person.phone), mobile: keep(person.mobile), email: keep(person.email) };
}

/** The ten ways somebody is entered twice: what is entered, or null where the way does not fit the person. */
const ways = {
  typing: (random, person) =>
    random.chance(0.6)
      ? { lastName: mistyped(random, person.lastName), ...repeated(random, person) }
      : { firstName: mistyped(random, person.firstName), ...repeated(random, person) },
  accents: (random, person) => {
    if (plain(person.firstName + person.lastName) === person.firstName + person.lastName) return null;
    const how = random.chance(0.5) ? (text) => plain(text) : (text) => plain(text).toUpperCase();
    return { firstName: how(person.firstName), lastName: how(person.lastName), ...repeated(random, person) };
  },
  swapped: (random, person) => ({
    firstName: person.lastName,
    lastName: person.firstName,
    ...repeated(random, person),
  }),
  phone: (random, person) =>
    person.mobile || person.phone
      ? {
          lastName: random.chance(0.3) ? person.lastName.toUpperCase() : person.lastName,
          phone: rewritten(random, person.phone),
          mobile: rewritten(random, person.mobile),
          email: null,
        }
      : null,
  email: (random, person) => {
    if (!person.email || person.email.startsWith('contact@')) return null;
    const [local, domain] = person.email.split('@');
    const capital = local.replace(/(^|[.-])\p{L}/gu, (text) => text.toUpperCase());
    const email = random.chance(0.5)
      ? `${capital}@${domain}`
      : `${local}+${random.pick(['crm', 'salon', 'devis'])}@${domain}`;
    return { ...(random.chance(0.3) ? { firstName: null } : {}), email, phone: null, mobile: null };
  },
  legalForm: (random, person) => ({ otherCompany: 'form', ...repeated(random, person) }),
  shortName: (random, person) => {
    const short = shortNames[person.firstName];
    const firstName = short && random.chance(0.6) ? short : `${person.firstName[0]}${random.chance(0.5) ? '.' : ''}`;
    return { firstName, ...repeated(random, person) };
  },
  compound: (random, person) => {
    const other = (text) =>
      text.includes('-')
        ? text.replace(/-/g, random.chance(0.7) ? ' ' : '')
        : text.replace(/ /g, random.chance(0.7) ? '-' : '');
    if (/[- ]/.test(person.firstName)) return { firstName: other(person.firstName), ...repeated(random, person) };
    return /[- ]/.test(person.lastName) ? { lastName: other(person.lastName), ...repeated(random, person) } : null;
  },
  married: (random, person) => {
    if (!femaleNames.includes(person.firstName)) return null;
    const other = random.pick(manySurnames);
    if (other === person.lastName) return null;
    return {
      lastName: random.chance(0.5) ? `${person.lastName}-${other}` : `${other}-${person.lastName}`,
      ...repeated(random, person),
    };
  },
  elsewhere: (random, person) => {
    if (!person.mobile && !person.linkedin) return null;
    const both = person.mobile && person.linkedin;
    const withMobile = person.mobile && (!both || random.chance(0.7));
    const withProfile = person.linkedin && (!withMobile || random.chance(0.5));
    return {
      otherCompany: 'any',
      phone: null,
      email: null,
      mobile: withMobile ? (random.chance(0.5) ? rewritten(random, person.mobile) : person.mobile) : null,
      linkedin: withProfile ? person.linkedin : null,
    };
  },
};

/** People who are somebody else, however like they look: made of a person there, at their company unless told. */
const traps = {
  homonym: (_random, person) => ({
    firstName: person.firstName,
    lastName: person.lastName,
    otherCompany: 'any',
    fresh: true,
  }),
  relative: (random, person) => {
    const firstName = random.pick(random.chance(0.5) ? maleNames : femaleNames);
    return firstName === person.firstName
      ? null
      : { firstName, lastName: person.lastName, phone: person.phone, fresh: true };
  },
  likeName: (_random, person) => {
    const pair = likeNames.find((names) => names.includes(person.firstName));
    return pair
      ? { firstName: pair.find((name) => name !== person.firstName), lastName: person.lastName, fresh: true }
      : null;
  },
  sharedMailbox: (random, person) => {
    if (!person.email) return null;
    const firstName = random.pick(random.chance(0.5) ? maleNames : femaleNames);
    return { firstName, lastName: random.pick(manySurnames), email: person.email, phone: person.phone, mobile: null };
  },
};

/**
 * Takes how many people there are, how many are entered twice in each way, how many only look the same, and a seed;
 * returns companies, people (`account` is a place in the companies), and what is entered after them: `planted`, each with
 * its `way` and the place of its `original`, and `traps`.
 */
export function makeBase({ contacts = 100_000, each = 200, eachTrap = 250, seed = 20_261 } = {}) {
  const random = chanceOf(seed);
  const accounts = [];
  const names = new Set();
  const company = () => {
    const [, city, postcode] = /^(.*) (\d{5})$/.exec(random.pickEarly(towns));
    for (;;) {
      const surname = random.pickEarly(manySurnames);
      const draw = random.next();
      const core =
        draw < 0.5
          ? `${random.pick(trades)} ${surname}`
          : draw < 0.8
            ? `${surname} ${random.pick(companyEndings)}`
            : `${random.pick(trades)} ${surname} ${city}`;
      if (names.has(plain(core).toLowerCase())) continue;
      names.add(plain(core).toLowerCase());
      const index = accounts.length;
      const siren = withKey(`0${String((index * 7_919 + 1_234_567) % 10_000_000).padStart(7, '0')}`);
      const domain = `${slug(core)}.example`;
      const form = random.chance(0.6) ? random.pick(forms) : '';
      const phone = pairs(`0${1 + random.integer(5)}${String(random.integer(1e8)).padStart(8, '0')}`);
      accounts.push({
        legalName: form ? `${core} ${form}` : core,
        core,
        form,
        siren: random.chance(0.8) ? siren : null,
        number: siren,
        phone,
        email: random.chance(0.7) ? `contact@${domain}` : null,
        website: random.chance(0.6) ? `https://www.${domain}` : null,
        street: `${1 + random.integer(180)} rue de la République`,
        postcode,
        city,
        domain,
        oneMailbox: random.chance(0.05),
        oneNumber: random.chance(0.4),
      });
      return;
    }
  };
  while (accounts.length < contacts / 2) company();

  const mobiles = new Set();
  const mobile = () => {
    for (;;) {
      const number = `0${random.chance(0.7) ? 6 : 7}${String(random.integer(1e8)).padStart(8, '0')}`;
      if (mobiles.has(number)) continue;
      mobiles.add(number);
      return pairs(number);
    }
  };
  const met = new Set();
  /** Details of somebody at a company. */
  const details = (account, firstName, lastName) => {
    const { domain, oneMailbox, oneNumber, phone } = accounts[account];
    const box = `${slug(firstName ?? 'x').replaceAll('-', '')}.${slug(lastName)}`;
    return {
      phone: random.chance(0.7)
        ? oneNumber || random.chance(0.3)
          ? phone
          : pairs(`0${1 + random.integer(5)}${String(random.integer(1e8)).padStart(8, '0')}`)
        : null,
      mobile: random.chance(0.65) ? mobile() : null,
      email: oneMailbox ? `contact@${domain}` : random.chance(0.8) ? `${box}@${domain}` : null,
      linkedin: random.chance(0.12)
        ? `https://www.linkedin.com/in/${box.replace('.', '-')}-${random.integer(1e7)}`
        : null,
    };
  };
  const people = [];
  const person = (account) => {
    for (;;) {
      const female = random.chance(0.48);
      const firstName = random.pickEarly(female ? femaleNames : maleNames);
      const lastName = random.chance(0.05)
        ? `${random.pickEarly(manySurnames)}-${random.pick(manySurnames)}`
        : random.pickEarly(manySurnames);
      const key = `${plain(firstName)} ${plain(lastName)} ${account}`.toLowerCase();
      if (met.has(key)) continue;
      met.add(key);
      people.push({ firstName, lastName, account, ...details(account, firstName, lastName) });
      return;
    }
  };
  // Most companies have few people, some have many.
  for (let account = 0; people.length < contacts; account = (account + 1) % accounts.length) {
    const size = account % 1_000 === 7 ? 120 : account % 50 === 3 ? 8 : 1 + random.integer(2);
    for (let count = 0; count < size && people.length < contacts; count++) person(account);
  }

  const taken = new Set();
  const second = [];
  const chosen = (make, wanted, what, name) => {
    const made = [];
    while (made.length < wanted) {
      const original = random.integer(people.length);
      const known = people[original];
      if (taken.has(original)) continue;
      const entry = make(random, known);
      if (!entry) continue;
      taken.add(original);
      const { otherCompany, fresh, ...values } = entry;
      let { account } = known;
      let form = null;
      if (otherCompany === 'any') account = random.integer(accounts.length);
      if (otherCompany === 'form') {
        const { core, form: own, phone, postcode, city, website } = accounts[account];
        const other = own ? random.pick(['', random.pick(forms)]) : random.pick(forms);
        const front = random.chance(0.3);
        form = second.length;
        second.push({
          original: account,
          way: 'legalForm',
          legalName: other === '' || other === own ? core : front ? `${other} ${core}` : `${core} ${other}`,
          phone: random.chance(0.4) ? phone : null,
          website: random.chance(0.4) ? website : null,
          postcode,
          city,
        });
      }
      const first = 'firstName' in values ? values.firstName : known.firstName;
      const last = values.lastName ?? known.lastName;
      const own = fresh ? details(account, first, last) : {};
      made.push({
        [what]: name,
        original,
        account,
        ...(form === null ? {} : { second: form }),
        ...own,
        firstName: first,
        lastName: last,
        ...values,
      });
    }
    return made;
  };
  const planted = Object.entries(ways).flatMap(([way, make]) => chosen(make, each, 'way', way));
  const lookalikes = Object.entries(traps).flatMap(([trap, make]) => chosen(make, eachTrap, 'trap', trap));
  // A company under the name it trades by, with the number it is registered under.
  const used = new Set(second.map(({ original }) => original));
  for (let count = 0; count < each; ) {
    const original = random.integer(accounts.length);
    const known = accounts[original];
    if (used.has(original) || !known.siren) continue;
    used.add(original);
    second.push({
      original,
      way: 'siren',
      legalName: `${random.pick(trades)} ${random.pick(manySurnames)} ${random.pick(companyEndings)}`,
      siren: known.siren,
      postcode: random.chance(0.5) ? known.postcode : null,
      city: random.chance(0.5) ? known.city : null,
    });
    count++;
  }
  return { accounts, people, second, planted, traps: lookalikes };
}

export const waysOfPeople = Object.keys(ways);
