import { fold } from '../../lib/text.ts';

/** Words that begin the name of a function, folded, without their ending of gender and number. */
const functions = (
  'directeur directrice dir direction gerant president vice-president pdg dg dga daf dsi drh rssi raf cto ceo cfo coo cmo responsable ' +
  'resp chef cheffe charge ingenieur technicien technico-commercial commercial attache adjoint assistant comptable expert expert-comptable acheteur acheteuse ' +
  'consultant conseiller conseillere avocat notaire architecte associe fondateur fondatrice cofondateur cofondatrice co-fondateur co-fondatrice co-gerant cogerant artisan medecin ' +
  'infirmier infirmiere pharmacien veterinaire kinesitherapeute osteopathe psychologue dentiste chirurgien opticien juriste secretaire coordinateur coordinatrice ' +
  'coordonnateur manager delegue representant vendeur vendeuse agent negociateur negociatrice courtier formateur formatrice developpeur developpeuse designer ' +
  'graphiste redacteur redactrice photographe paysagiste plombier electricien menuisier macon boulanger patissier traiteur ' +
  'chauffeur logisticien operateur operatrice controleur controleuse auditeur auditrice analyste administrateur administratrice gestionnaire animateur animatrice ' +
  'educateur enseignant professeur chercheur geometre conducteur conductrice dessinateur dessinatrice metreur regisseur producteur productrice editeur ' +
  'journaliste traducteur traductrice interprete maire elu chargee coach entrepreneur auto-entrepreneur dirigeant proprietaire fleuriste coiffeur coiffeuse ' +
  'cuisinier restaurateur hotelier viticulteur vigneron agriculteur decorateur decoratrice ebeniste couvreur charpentier carreleur peintre serrurier carrossier ' +
  'mecanicien garagiste biologiste sage-femme orthophoniste sophrologue naturopathe estheticienne office account sales marketing head chief director officer ' +
  'founder co-founder partner associate engineer developer senior junior lead general managing executive product project business customer human key regional area ' +
  'export import international technical operations communication communications owner chairman chairwoman chair principal legal financial finance purchasing ' +
  'quality vp svp evp lawyer attorney architect accountant buyer scientist researcher teacher professor representative advisor adviser specialist coordinator ' +
  'administrator analyst secretary broker realtor solicitor barrister counsel chef-comptable huissier commissaire mandataire liquidateur clerc syndic ' +
  'vrp reparateur instructeur oenologue ophtalmologiste cardiologue dermatologue radiologue psychiatre pediatre generaliste podologue dieteticien dieteticienne ergotherapeute kine ambulancier aide-soignant cadre surveillant doyen chancelier censeur bibliothecaire archiviste conservateur commissaire-priseur antiquaire libraire imprimeur relieur encadreur luthier horloger bijoutier joaillier orfevre tapissier verrier ferronnier metallier soudeur chaudronnier tourneur fraiseur usineur monteur ajusteur electromecanicien automaticien roboticien frigoriste chauffagiste climaticien ramoneur vitrier storiste pisciniste terrassier demolisseur grutier cariste livreur demenageur taxi pilote capitaine armateur marin pecheur ostreiculteur apiculteur horticulteur pepinieriste elagueur arboriste forestier bucheron eleveur maraicher fromager boucher charcutier poissonnier primeur caviste sommelier barman chef-cuisinier chocolatier confiseur glacier crepier pizzaiolo torrefacteur brasseur distillateur parfumeur tatoueur maquilleur styliste modeliste couturier tailleur cordonnier blanchisseur scenographe comedien musicien chanteur danseur choregraphe compositeur realisateur cadreur monteuse scenariste ecrivain auteur illustrateur dessinateur sculpteur potier ceramiste galeriste mediateur guide accompagnateur moniteur entraineur arbitre educatrice puericultrice assistante nounou gardien gardienne concierge agente receptionniste standardiste hote hotesse telesecretaire recruteur recruteuse chasseur formatrice conferencier prevention preventeur qualiticien statisticien economiste sociologue historien geologue hydrologue meteorologue urbaniste topographe cartographe domoticien informaticien programmeur integrateur administratrice hebergeur president-directeur vice-presidente ambassadeur consul attachee depute senateur conseillere prefet sous-prefet greffier magistrat juge procureur mediatrice tresorier tresoriere assureur actuaire souscripteur gestionnaire inspecteur inspectrice verificateur expert-conseil patron fondateur-president leiter responsabile gerente area-sales growth creative art brand content copywriter editor publisher translator interpreter nurse physician surgeon dentist pharmacist professor lecturer dean principal trainer instructor superintendent foreman technician mechanic electrician plumber carpenter chef waiter bartender driver captain treasurer bookkeeper auditor underwriter planner recruiter strategist evangelist ' +
  'superviseur planificateur ordonnanceur approvisionneur magasinier webmaster community data devops scrum traffic growth'
).split(' ');

const functionStems = new Set(functions.map(stem));

/** Words that end the name of a function in English. */
const lastWords = new Set(
  'director manager officer engineer developer designer consultant analyst executive assistant partner founder president lead specialist coordinator representative advisor adviser architect accountant buyer owner scientist secretary lawyer counsel supervisor controller planner strategist'.split(
    ' ',
  ),
);

/** Words that stand in the names of companies, folded. */
const companyWords = new Set(
  (
    'cabinet groupe group societe ste ets etablissements atelier ateliers maison menuiserie imprimerie transports transport garage clinique hopital centre ' +
    'institut agence bureau studio studios laboratoire laboratoires pharmacie boulangerie patisserie restaurant hotel hotels domaine chateau jardins jardin ' +
    'assurances assurance conseil consulting conseils informatique energies energie industries industrie international france europe services service solutions ' +
    'technologies technologie systems systemes mecanique levage batiment construction constructions travaux immobilier immo notaires avocats architectes associes partners ' +
    'associates holding labs lab software digital media mutuelle banque credit cooperative union federation association fondation ecole universite lycee ' +
    'mairie ville communaute conseil-departemental chambre syndicat office editions edition design communication logistique distribution import export ' +
    'fournil fournitures plomberie electricite chauffage peinture couverture charpente maconnerie paysages espaces traiteur cave caves vignobles ferme earl ' +
    'freres fils company compagnie cie corporation limited'
  ).split(' '),
);

const legalForms =
  /(?:^|[\s,(])(?:sarl|s\.a\.r\.l\.?|sas|s\.a\.s\.?|sasu|eurl|sa|s\.a\.|sci|snc|scop|selarl|selas|scp|scm|sca|gie|earl|gaec|ltd\.?|llc|inc\.?|gmbh|ag|plc|bv|b\.v\.|srl|s\.r\.l\.?|spa|s\.p\.a\.?|corp\.?|limited|co\.)(?=$|[\s,)])/i;

/** Takes a word, folded; returns it without its ending of gender and number. */
function stem(word: string): string {
  return word.replace(/(?:e|s|es|euse|ere)$/, '').replace(/n{2}$/, 'n');
}

function wordsOf(text: string): string[] {
  return fold(text)
    .replace(/[()«»"“”*]/g, ' ')
    .split(/[\s,./]+/)
    .filter((word) => /[a-z&]/.test(word));
}

function isFunctionWord(word: string): boolean {
  const [first = ''] = word.split('-');
  return functionStems.has(stem(word)) || functions.includes(word) || functionStems.has(stem(first));
}

/** Takes a line; returns how much it looks like the name of a function, 0 to 1. */
export function functionLikeness(text: string): number {
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  const last = words.at(-1) ?? '';
  if (words.length === 0 || words.length > 9 || legalForms.test(text)) return 0;
  if (isFunctionWord(first)) return 1;
  if (lastWords.has(last)) return 0.95;
  if (/^(?:le|la|votre|ma|your|the)$/.test(first) && isFunctionWord(second)) return 0.6;
  if (words.some((word) => lastWords.has(word))) return 0.7;
  if (words.slice(0, 3).some((word) => isFunctionWord(word) && !companyWords.has(word))) return 0.6;
  return 0;
}

/** Takes a line; returns how much its words are those of a company's name, 0 to 1. */
export function companyLikeness(text: string): number {
  if (legalForms.test(text)) return 1;
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  if (companyWords.has(words[0] ?? '')) return 0.8;
  return words.some((word) => companyWords.has(word)) ? 0.6 : 0;
}

/** Tells whether a line is a legal form alone: it ends the name above it. */
export function isLegalForm(text: string): boolean {
  return legalForms.test(text) && !/[\s,]\p{L}/u.test(text.trim());
}

const services = /^(?:service|services|departement|dept|dpt|direction|pole|division|unite|department|bu)\b/;

/** Words before which an elision is often lost: « détudes », « daffaires ». */
const elided =
  /(?<![\p{L}'’])([dl])(?=(?:études|etudes|affaires|exploitation|agence|équipe|atelier|intérieur|entreprise|établissement|administration|achats|accueil|édition|art|opérations|assurances?|immobilier|ordonnancement|industrialisation|information|innovation|ingénierie)(?!\p{L}))/giu;

/** Takes the words of a function as they were read; returns them with the apostrophes that were too small to be seen. */
export function withElisions(text: string): string {
  return text.replace(elided, '$1’');
}

/** Tells whether a line names a part of a company. */
export function isDepartment(text: string): boolean {
  return services.test(fold(text)) && wordsOf(text).length > 1;
}
