/**
 * Words inside names that are not written as names are. All folded, since they are looked up folded.
 * After the usage of the « Lexique des règles typographiques en usage à l'Imprimerie nationale » and the civil
 * registers: the particle low, the article that follows it capital (Jean de La Fontaine), foreign ones as at home.
 */

/** Low wherever another word follows: Dutch, German, Spanish, Italian and Portuguese ones as their languages have them. */
export const particles: ReadonlySet<string> = new Set(
  (
    'de du des del della delle dello dei degli di da das do dos ' +
    'las los van von vom zu zum zur der den ter ten af av bin bint ap'
  ).split(' '),
);

/** Those of the particles that stand inside first names as well: Marie de Lourdes, Maria do Carmo. */
export const givenParticles: ReadonlySet<string> = new Set('de du des del da do dos'.split(' '));

/** Low between two words: conjunctions, and what tells of another name. */
export const betweenWords: ReadonlySet<string> = new Set(
  'et ou y e und and ben ibn of dit dite nee epouse ep veuve vve alias'.split(' '),
);

/** How some of them are written, where capitals left their accents out. */
export const accented: Readonly<Record<string, string>> = { nee: 'née', epouse: 'épouse', ep: 'ép' };

/** Those that may as well be the initial of a second first name. */
export const orInitial: ReadonlySet<string> = new Set(['e']);

/** Low between hyphens: Jeanne-d'Arc, Marie-des-Neiges, Abd-el-Kader. */
export const betweenHyphens: ReadonlySet<string> = new Set(
  'de du des d en et sur sous les lez au aux a al el ben ibn di da del der den van von y'.split(' '),
);

/** Before an apostrophe, and a capital after it as well, beside single letters: Dell'Orto, Sant'Anna. */
export const beforeApostrophe: ReadonlySet<string> = new Set(
  'dell dall nell dagl degl sant santa all quell mac'.split(' '),
);

/** Family names of Viet Nam and of those from there, behind which « Van » is a name and no particle. */
export const vietnamese: ReadonlySet<string> = new Set(
  (
    'nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh trinh truong lam mai doan ' +
    'luong luu cao ta chu quach thai tang kieu'
  ).split(' '),
);

/** Middle names that tell that a « Do » before them is such a family name. */
export const vietnameseMiddle: ReadonlySet<string> = new Set(
  'van thi duc minh xuan quoc ngoc thanh hong huu dinh manh tien'.split(' '),
);

/** What follows « Mac » where it is its own word: written MacDonald or Macdonald, so that nobody but its bearer knows. */
export const afterMac: ReadonlySet<string> = new Set(
  (
    'adam alister allister arthur askill aulay bean beth bride callum cormack cormick crimmon cuish dermott donald ' +
    'donnell dougal dougall dowell duff dui eachern ewan ewen fadyen farlane farquhar gillivray gregor guire innes ' +
    'intosh intyre ivor kay kechnie kendrick kenna kenzie kinlay kinnon kintosh lachlan laren laughlin lean lennan ' +
    'leod mahon manus master millan morran murdo murray nab namara naughton neil neill niven pherson phail quarrie ' +
    'queen rae ritchie sween swain taggart tavish thomas vicar whirter william'
  ).split(' '),
);

/** Without a vowel and no initials all the same. */
export const withoutVowel: ReadonlySet<string> = new Set('ng st dr pr mr mc jr sr'.split(' '));

/** First names of two letters; two capitals that are none of these may be initials. */
export const twoLetters: ReadonlySet<string> = new Set(
  'al ed io jo bo ty cy ai an my vy ha le li lu mo zo ra su yi yu wu xu ya ka na lo no el em'.split(' '),
);

/** What stands behind a name to count who bore it; VI and XI, which are names too, are left out. */
export const ordinal = /^(?:I{2,3}|IV|VI{2,3}|IX|XI{2,3}|XIV|XVI{0,3}|XIX|XX)$/;
