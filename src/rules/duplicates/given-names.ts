/**
 * First names that are often borne in France, folded: two of them that differ by a letter (Pascal, Pascale) are two
 * people, where a word that is none of them is a slip of the keyboard.
 */
const borne = `
  abdel achille adam adele adeline adelaide adrien adrienne agathe agnes ahmed aicha aime aimee alain alan alban albane albert alberte
  alex alexandra alexandre alexia alexis alfred ali alice alicia aline alison alix alphonse amandine amelie amina amine anais anatole andre
  andrea andree ange angele angelina angelique anna annabelle anne annette annick annie anthony antoine antoinette antonin antonio apolline
  ariane arlette armand armelle arnaud arthur astrid aude audrey augustin aurelie aurelien aurore axel axelle aya aymeric bachir baptiste
  barbara bastien beatrice benedicte benjamin benoit berenice bernadette bernard berthe bertrand bilal blaise blanche boris brahim brice
  brigitte bruno camille candice capucine carine carla carole caroline catherine cecile cecilia cedric celestin celia celine chantal charlene
  charles charlotte chloe christelle christian christiane christine christophe claire clara clarisse claude claudette claudie claudine
  clemence clement clementine clothilde colette colin coline come constance corentin corinne coralie cynthia cyril cyrille dalila damien dan
  daniel daniele danielle danny david deborah delphine denis denise desire desiree diane didier dimitri djamel dominique dorian doris
  dorothee dylan edgar edith edmond edouard eddy edwige elena eleonore eliane elias eliane elie elisa elisabeth elise elodie eloise elsa
  elvire emeline emeric emile emilie emilien emilienne emma emmanuel emmanuelle enzo eric erica erick erwan estelle esther ethan etienne
  eugene eugenie eva evan evelyne ezio fabian fabien fabienne fabio fabrice fanny farid fatima faustine felicie felix ferdinand fernand
  fernande fiona flavie flavien florence florent florian florine france francine francis franck francois francoise frederic frederick
  frederique gabin gabriel gabriela gabriele gabrielle gael gaelle gaetan gaspard gaston gauthier genevieve geoffrey georges georgette
  gerald geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gilles ginette giovanni giuseppe gisele gladys gregoire gregory
  guillaume gustave guy gwenael gwenaelle gwendoline habib hakim hamid harry hassan helena helene henri henriette herve hicham hippolyte
  honore hortense hubert hugo hugues ibrahim igor ilan ines ingrid irene iris isaac isabelle ismael ivan jack jacky jacqueline jacques jade
  james jamila jasmine jason jean jeanine jeanne jeannine jeremie jeremy jerome jessica joachim joan joana joanna joel joelle joffrey johan
  johanna john johnny jonas jonathan jordan jordane jose josee joseph josephe josephine josette josiane josselin joyce juan jules julia
  julian juliane julie julien julienne juliette julio justin justine karim karima karine katia kelly kevin khaled kim laetitia lambert lara
  laura laure laurence laurent laurette laurine lea leandre leila lena leo leon leonard leone leonie leonor leopold liliane lilian lily lina
  linda line lionel lisa lise loic lola lorenzo loris lou louane louis louisa louise louka luc luca lucas luce lucette lucie lucien lucienne
  lucile ludivine ludovic lydia lydie lyes madeleine mael maelle maeva magali magalie malek malik malika mamadou manon manuel manuela marc
  marcel marceline marcelle margaux margot marguerite maria marianne marie marielle mariette marin marina marine mario marion marius marjorie
  marlene martial martin martine maryline maryse maryvonne mateo mathias mathieu mathilde mathis matteo matthias matthieu maud maurice
  mauricette max maxence maxime maximilien maya mehdi melanie melissa melodie melvin merlin michael micheline michel michele michelle mickael
  miguel mila milan mireille mohamed moise monica monique morgan morgane mounir mouna muriel myriam nabil nadege nadia nadine nadir naima
  nassim natacha nathalie nathan nelly nicolas nicole nina nino noa noe noel noelle noemie nora norbert nordine nour octave odette odile
  oceane olga olive oliver olivia olivier omar ophelie oscar pablo paloma pascal pascale pascaline patrice patricia patrick paul paula paule
  paulette pauline pedro perrine philibert philippe philippine pierre pierrette priscilla prosper quentin rachel rachid rachida raoul
  raphael raphaelle raymond raymonde rebecca regine regis remi remy renan renaud rene renee richard rita robert roberte robin rodolphe
  rodrigue roger roland rolande romain romane romeo romuald romy rosa rosalie rose roseline rosine roxane ruben sabine sabrina sacha said
  saida salim sally salma salome salvador sam samia samir samira samuel samy sandra sandrine sandy sara sarah sebastien selim selma serge
  serena severin severine sidonie simon simone sofia sofiane solange solene soline sonia sophia sophie stella stephane stephanie stephen
  steve suzanne suzette sven sybille sylvain sylvaine sylvestre sylvette sylviane sylvie tania tanguy tatiana teddy teo thea theo theodore
  theophile therese thibaud thibault thibaut thierry thomas tiffany tim timothee titouan tom tomas tony tristan ugo ulysse valentin
  valentine valere valerie valery vanessa vera veronique vianney victoire victor victoria vincent vincente violette virgile virginie
  viviane vivien vivienne wendy werner wilfried william willy xavier yacine yael yan yann yanis yannick yasmine yassine yohan yohann yolande
  youssef yvan yves yvette yvon yvonne zacharie zelie zineb zoe zohra`;

const known: ReadonlySet<string> = new Set(borne.split(/\s+/).filter(Boolean));

/** How people are called for short, folded, where it is not the beginning of the name. */
const short: Readonly<Record<string, readonly string[]>> = {
  alex: ['alexandre', 'alexandra', 'alexis', 'alexia'],
  babeth: ['elisabeth'],
  babette: ['elisabeth'],
  beth: ['elisabeth'],
  bob: ['robert'],
  cathy: ['catherine'],
  chris: ['christophe', 'christine', 'christian', 'christiane', 'christelle'],
  coco: ['corinne', 'colette'],
  dan: ['daniel', 'daniele', 'danielle'],
  dany: ['daniel', 'daniele', 'danielle'],
  doudou: ['edouard'],
  ed: ['edouard', 'edmond'],
  fanfan: ['francois', 'francoise'],
  fred: ['frederic', 'frederique', 'alfred'],
  gab: ['gabriel', 'gabrielle'],
  gaby: ['gabriel', 'gabrielle'],
  gege: ['gerard'],
  isa: ['isabelle'],
  jackie: ['jacqueline', 'jacques'],
  jacky: ['jacqueline', 'jacques'],
  jeannot: ['jean'],
  jo: ['joseph', 'josephine', 'joel', 'jonathan', 'georges'],
  joe: ['joseph', 'joel'],
  jojo: ['joseph', 'georges'],
  kiki: ['christian', 'christine'],
  lili: ['liliane', 'elisabeth'],
  lolo: ['laurent', 'laurence'],
  lulu: ['lucien', 'lucienne', 'lucie', 'ludovic'],
  mado: ['madeleine'],
  mag: ['marguerite', 'magali'],
  mamad: ['mamadou'],
  manu: ['emmanuel', 'emmanuelle', 'manuel', 'manuela'],
  manue: ['emmanuelle'],
  margot: ['marguerite'],
  max: ['maxime', 'maximilien', 'maxence'],
  michou: ['michel', 'michele', 'micheline'],
  mimi: ['michel', 'michele', 'mireille', 'emilie'],
  momo: ['mohamed', 'maurice'],
  nanou: ['anne', 'nathalie'],
  nico: ['nicolas', 'nicole'],
  nini: ['eugenie', 'virginie'],
  pat: ['patrick', 'patricia', 'patrice'],
  phiphi: ['philippe'],
  pierrot: ['pierre'],
  rico: ['eric'],
  sam: ['samuel', 'samir', 'samira', 'samia'],
  sandy: ['sandrine', 'sandra'],
  seb: ['sebastien'],
  sissi: ['elisabeth', 'sylvie'],
  steph: ['stephane', 'stephanie'],
  steve: ['stephane', 'stephen'],
  tom: ['thomas'],
  tony: ['anthony', 'antoine', 'antonio'],
  toine: ['antoine'],
  toni: ['anthony', 'antoine', 'antonio'],
  toto: ['thomas'],
  vero: ['veronique'],
  vivi: ['virginie', 'viviane', 'sylvie'],
  will: ['william', 'willy'],
  yoyo: ['lionel', 'yohan'],
  zabeth: ['elisabeth'],
};

/** Takes a folded first name; tells whether it is one that is often borne. */
export function isGivenName(name: string): boolean {
  return known.has(name);
}

/** Takes two folded first names; tells whether one is how bearers of the other are called for short. */
export function isShortFor(one: string, other: string): boolean {
  const means = (name: string, whole: string) => Object.hasOwn(short, name) && (short[name] ?? []).includes(whole);
  return means(one, other) || means(other, one);
}
