/**
 * What columns are called in the files people have: French Excel, Outlook (French and English), Google Contacts,
 * HubSpot, Dolibarr, Thunderbird, Windows Mail, LinkedIn, Salesforce, Sirene, and card files. By field key, the best
 * first: the earlier a word, the surer the match. Private details (home phone, home address) are left out on purpose:
 * contacts hold professional data only (F2). Names are separated by `|`.
 */
const written: Readonly<Record<string, string>> = {
  legalName: `
    raison sociale | société | nom de la société | nom société | nom de l’entreprise | nom entreprise |
    entreprise | company name | company | account name | nom du compte | compte | organisation |
    organisme / société | organisme | organization name | organization 1 - name | dénomination |
    dénomination sociale | denomination unite legale | nom du tiers | third party name | tiers | nom du client |
    client | customer | customer name | associated company | enseigne | nom commercial | établissement |
    nom établissement | fournisseur | prospect | name | nom | libellé`,
  account: `
    nom du compte | compte | account | account name | société | raison sociale | company | company name |
    entreprise | nom de la société | nom société | nom de l’entreprise | nom entreprise | organisation |
    organization name | organization 1 - name | organisme / société | organisme | organization | employeur |
    third party name | nom du tiers | tiers | associated company | client | nom du client | customer |
    dénomination | établissement`,
  accountType: `
    type de compte | type | account type | catégorie | type de client | type de tiers | nature | lifecycle stage`,
  industry: 'secteur d’activité | secteur | activité | industry | domaine d’activité | branche | métier',
  roles: 'rôles | rôle | roles | relation | statut commercial | prospect / client | client / prospect',
  owner: `
    responsable | commercial | propriétaire | owner | account owner | company owner | contact owner |
    chargé d’affaires | suivi par | vendeur | sales rep | owner id`,
  parentAccount: 'compte parent | maison mère | société mère | parent company | parent account | groupe | siège',
  siren: `
    siren | n° siren | numéro siren | code siren | siren number | id prof 1 | identifiant siren | siren unite legale`,
  siret: `
    siret | n° siret | numéro siret | code siret | siret number | id prof 2 | siret (siège) | siret du siège |
    siret établissement`,
  vatNumber: `
    n° de tva | numéro de tva | tva intracommunautaire | n° tva intracommunautaire | n° tva intracom |
    numéro de tva intracommunautaire | n° tva | tva intra | tva intracom | vat number | vat | vat id | tax id |
    code tva | tva`,
  billingEmail: `
    e-mail de facturation | email facturation | mail facturation | billing email | email comptabilité |
    invoice email | adresse e-mail de facturation`,
  closedAt: 'clos le | date de clôture | fermé le | closed on | date de fermeture',
  civility: `
    civilité | civ | civ. | salutation | user title | titre civilité | titre de civilité | prefix | name prefix |
    honorific | anrede | titre | title`,
  lastName: `
    nom | nom de famille | last name | lastname | surname | family name | nom du contact | nom contact | contact |
    nachname | nom usuel | nom d’usage | apellidos | full name | nom complet | nom et prénom | nom prénom | name |
    file as`,
  firstName: `
    prénom | first name | firstname | given name | prénom du contact | prénom contact | vorname | prénom usuel |
    forename | nombre`,
  gender: 'genre | sexe | gender | sex',
  jobTitle: `
    fonction | poste occupé | job title | poste | intitulé du poste | titre du poste | position |
    organization title | organization 1 - title | profession | role | poste/fonction | emploi | métier | qualité |
    titre | title | jobtitle`,
  department: `
    service | department | organization department | organization 1 - department | direction | unité | abteilung |
    pôle | division`,
  phone: `
    téléphone | téléphone fixe | tél | tél. | tel fixe | téléphone (bureau) | téléphone bureau | business phone |
    téléphone professionnel | tél. professionnel | tél pro | phone | phone number | work phone | office phone |
    phone 1 - value | téléphone 1 | tel 1 | ligne directe | téléphone direct | numéro de téléphone |
    n° de téléphone | n° tel | fixe | téléphone société | company main phone | standard | téléphone principal |
    tél. principal | primary phone | telephone | landline | main phone`,
  extension: `
    n° poste | n° de poste | numéro de poste | extension | ext | ext. | poste téléphonique | poste tel |
    phone extension`,
  mobile: `
    mobile | portable | téléphone mobile | tél. mobile | tél mobile | téléphone portable | tél. portable |
    mobile phone | mobile phone number | cell phone | cell | gsm | phone mobile | mobile professionnel |
    tel portable | n° de portable | numéro de portable | cellulaire | phone 2 - value | mobile number`,
  fax: `
    fax | télécopie | télécopie (bureau) | business fax | télécopie professionnelle | télécopieur | fax (bureau) |
    fax professionnel | n° de fax | numéro de fax | fax number | work fax`,
  email: `
    e-mail | email | mail | courriel | adresse e-mail | adresse email | adresse mail | adresse de messagerie |
    e-mail address | email address | adresse électronique | première adresse électronique | e-mail 1 - value |
    email 1 | adresse de courrier | e-mail professionnel | email professionnel | mail professionnel | mail pro |
    email pro | work email | e-mail 1 | messagerie | mél | adresse courriel | adresse professionnelle e-mail`,
  website: `
    site web | site internet | site | page web | web page | website | website url | url | web | page web (bureau) |
    website 1 - value | page web 1 | company domain name | adresse web | www | adresse du site`,
  linkedin: `
    linkedin | profil linkedin | linkedin url | linkedin profile | url linkedin | person linkedin url |
    linkedin bio | url`,
  skype: 'skype | identifiant skype | skype id | pseudo skype | skype name',
  comment: `
    commentaires | commentaire | notes | note | remarques | remarque | observations | observation | comments |
    comment | description | note public | note private | note publique | note privée | note (publique) |
    note (privée) | informations complémentaires | mémo`,
  lastFollowUpOn: `
    dernier suivi le | dernier suivi | dernier contact | date du dernier contact | last contacted |
    last activity date | last tracking on`,
  marketingConsent: `
    accepte les communications | opt-in | optin | consentement | accepte les e-mails | newsletter |
    marketing consent | rgpd`,
  'address.street': `
    adresse | rue | rue (bureau) | business street | adresse 1 | adresse ligne 1 | adresse postale | address |
    street | street address | address line 1 | address 1 | address 1 - street | adresse professionnelle | voie |
    n° et voie | numéro et rue | adresse de facturation | billing street | mailing street | adresse siège |
    libellé voie | libelle voie etablissement | adresse1`,
  'address.street2': `
    complément d’adresse | complément adresse | complément | adresse 2 | adresse ligne 2 | rue (bureau) 2 |
    business street 2 | address line 2 | street 2 | address 2 | street2 | address 1 - extended address |
    adresse professionnelle 2 | adresse (suite) | suite adresse | bâtiment | complement adresse etablissement |
    adresse2 | lieu-dit`,
  'address.postcode': `
    code postal | cp | c.p. | code postal (bureau) | business postal code | postal code | postcode | zip |
    zip code | zip/postal code | address 1 - postal code | codes postaux | codepostal | code postal etablissement |
    billing zip/postal code | postal code (work) | plz | code_postal`,
  'address.city': `
    ville | ville (bureau) | commune | business city | city | town | address 1 - city | localité |
    nom de la commune | nom commune | libelle commune etablissement | billing city | ort | bureau distributeur`,
  'address.region': `
    région | département | dép/région (bureau) | département (bureau) | business state | state | state/region |
    region | address 1 - region | state code | state/province | province | canton | county |
    code région/département | nom du département | nom de la région`,
  'address.country': `
    pays | pays/région (bureau) | pays (bureau) | business country/region | country | country/region |
    country code | address 1 - country | pays/état | code pays | pays/région | country name`,
};

/** The names of each field's column, the surest first, as people write them. */
export const columnSynonyms: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(written).map(([key, names]) => [key, names.split('|').map((name) => name.trim())]),
);
