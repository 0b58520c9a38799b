import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecognitionTarget, recogniseColumns } from './column-recognition.ts';

const address: RecognitionTarget[] = [
  { key: 'address.street', labels: ['Rue', 'Street'], meaning: 'text' },
  { key: 'address.street2', labels: ['Complément', 'Address line 2'], meaning: 'text' },
  { key: 'address.postcode', labels: ['Code postal', 'Postcode'], meaning: 'postcode' },
  { key: 'address.city', labels: ['Ville', 'City'], meaning: 'text' },
  { key: 'address.region', labels: ['Région', 'Region'], meaning: 'text' },
  { key: 'address.country', labels: ['Pays', 'Country'], meaning: 'text' },
];

const accountTargets: RecognitionTarget[] = [
  { key: 'legalName', labels: ['Raison sociale', 'Legal name'], meaning: 'text' },
  { key: 'accountType', labels: ['Type de compte', 'Account type'], meaning: 'list' },
  { key: 'owner', labels: ['Responsable', 'Owner'], meaning: 'user' },
  { key: 'phone', labels: ['Téléphone', 'Phone'], meaning: 'phone' },
  { key: 'fax', labels: ['Fax'], meaning: 'phone' },
  { key: 'email', labels: ['E-mail'], meaning: 'email' },
  { key: 'billingEmail', labels: ['E-mail de facturation', 'Billing e-mail'], meaning: 'email' },
  { key: 'website', labels: ['Site web', 'Website'], meaning: 'url' },
  { key: 'siren', labels: ['SIREN'], meaning: 'siren' },
  { key: 'siret', labels: ['SIRET'], meaning: 'siret' },
  { key: 'vatNumber', labels: ['N° de TVA', 'VAT number'], meaning: 'vatNumber' },
  ...address,
];

const contactTargets: RecognitionTarget[] = [
  { key: 'civility', labels: ['Civilité', 'Title'], meaning: 'list' },
  { key: 'lastName', labels: ['Nom', 'Last name'], meaning: 'text' },
  { key: 'firstName', labels: ['Prénom', 'First name'], meaning: 'text' },
  { key: 'account', labels: ['Nom du compte', 'Account name'], meaning: 'reference' },
  { key: 'jobTitle', labels: ['Fonction', 'Job title'], meaning: 'list' },
  { key: 'department', labels: ['Service', 'Department'], meaning: 'text' },
  { key: 'phone', labels: ['Téléphone fixe', 'Landline'], meaning: 'phone' },
  { key: 'extension', labels: ['N° poste', 'Extension'], meaning: 'text' },
  { key: 'mobile', labels: ['Mobile'], meaning: 'phone' },
  { key: 'fax', labels: ['Fax'], meaning: 'phone' },
  { key: 'email', labels: ['E-mail'], meaning: 'email' },
  { key: 'linkedin', labels: ['LinkedIn'], meaning: 'text' },
  { key: 'skype', labels: ['Skype'], meaning: 'text' },
  { key: 'comment', labels: ['Commentaires', 'Comments'], meaning: 'longText' },
];

function recognise(
  headers: readonly string[],
  targets: RecognitionTarget[],
  rows: (string | null)[][] = [],
): Record<string, string> {
  const columns = headers.map((header, index) => ({ index, header }));
  const found = recogniseColumns(
    columns,
    rows.map((cells) => ({ cells })),
    targets,
  );
  return Object.fromEntries(found.map((match) => [match.target, `${headers[match.column]}`]));
}

describe('recogniseColumns', () => {
  it('knows the headers of a French spreadsheet of companies', () => {
    const headers = [
      'Raison sociale',
      'N° SIRET',
      'Adresse 1',
      'Adresse 2',
      'CP',
      'Ville',
      'Tél.',
      'Télécopie',
      'Adresse mail',
      'Site internet',
      'N° TVA intracommunautaire',
      'Commercial',
    ];
    expect(recognise(headers, accountTargets)).toEqual({
      legalName: 'Raison sociale',
      siret: 'N° SIRET',
      'address.street': 'Adresse 1',
      'address.street2': 'Adresse 2',
      'address.postcode': 'CP',
      'address.city': 'Ville',
      phone: 'Tél.',
      fax: 'Télécopie',
      email: 'Adresse mail',
      website: 'Site internet',
      vatNumber: 'N° TVA intracommunautaire',
      owner: 'Commercial',
    });
  });

  it('knows French Outlook, where two columns are called « Titre » and private details stand beside professional ones', () => {
    const headers = [
      'Titre',
      'Prénom',
      'Deuxième prénom',
      'Nom',
      'Suffixe',
      'Société',
      'Service',
      'Titre (2)',
      'Rue (bureau)',
      'Ville (bureau)',
      'Téléphone de l’assistant(e)',
      'Télécopie (bureau)',
      'Téléphone (bureau)',
      'Téléphone 2 (bureau)',
      'Rappel',
      'Téléphone (domicile)',
      'Tél. mobile',
      'Adresse de messagerie',
      'Type de messagerie',
      'Adresse de messagerie 2',
      'Bureau',
      'Notes',
      'Page Web',
    ];
    expect(recognise(headers, contactTargets)).toEqual({
      civility: 'Titre',
      firstName: 'Prénom',
      lastName: 'Nom',
      account: 'Société',
      department: 'Service',
      jobTitle: 'Titre (2)',
      fax: 'Télécopie (bureau)',
      phone: 'Téléphone (bureau)',
      mobile: 'Tél. mobile',
      email: 'Adresse de messagerie',
      comment: 'Notes',
    });
  });

  it('knows English Outlook, Google, HubSpot, LinkedIn and Dolibarr', () => {
    expect(
      recognise(
        [
          'Title',
          'First Name',
          'Last Name',
          'Company',
          'Department',
          'Job Title',
          'Business Fax',
          'Business Phone',
          'Home Phone',
          'Mobile Phone',
          'E-mail Address',
          'E-mail 2 Address',
        ],
        contactTargets,
      ),
    ).toEqual({
      civility: 'Title',
      firstName: 'First Name',
      lastName: 'Last Name',
      account: 'Company',
      department: 'Department',
      jobTitle: 'Job Title',
      fax: 'Business Fax',
      phone: 'Business Phone',
      mobile: 'Mobile Phone',
      email: 'E-mail Address',
    });
    expect(
      recognise(
        [
          'First Name',
          'Last Name',
          'Name Prefix',
          'Organization Name',
          'Organization Title',
          'Organization Department',
          'E-mail 1 - Label',
          'E-mail 1 - Value',
          'Phone 1 - Label',
          'Phone 1 - Value',
          'Notes',
        ],
        contactTargets,
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      civility: 'Name Prefix',
      account: 'Organization Name',
      jobTitle: 'Organization Title',
      department: 'Organization Department',
      email: 'E-mail 1 - Value',
      phone: 'Phone 1 - Value',
      comment: 'Notes',
    });
    expect(
      recognise(
        ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Job Title', 'Company Name'],
        contactTargets,
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      email: 'Email',
      phone: 'Phone Number',
      jobTitle: 'Job Title',
      account: 'Company Name',
    });
    expect(
      recognise(
        ['First Name', 'Last Name', 'URL', 'Email Address', 'Company', 'Position', 'Connected On'],
        contactTargets,
        [['A', 'B', 'https://www.linkedin.com/in/ab', null, 'C', 'D', '12 Mar 2024']],
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      linkedin: 'URL',
      email: 'Email Address',
      account: 'Company',
      jobTitle: 'Position',
    });
    expect(
      recognise(
        [
          'ThirdPartyName',
          'UserTitle',
          'Lastname*',
          'Firstname',
          'Role',
          'Phone',
          'PhonePerso',
          'PhoneMobile',
          'Fax',
          'Email',
          'NotePublic',
        ],
        contactTargets,
      ),
    ).toEqual({
      account: 'ThirdPartyName',
      civility: 'UserTitle',
      lastName: 'Lastname*',
      firstName: 'Firstname',
      jobTitle: 'Role',
      phone: 'Phone',
      mobile: 'PhoneMobile',
      fax: 'Fax',
      email: 'Email',
      comment: 'NotePublic',
    });
  });

  it('takes the address that follows the professional street when a file has two', () => {
    const columns = [
      'Adresse privée',
      'Ville',
      'Code postal',
      'Adresse professionnelle',
      'Ville (2)',
      'Code postal (2)',
    ];
    expect(recognise(columns, accountTargets)).toEqual({
      'address.street': 'Adresse professionnelle',
      'address.city': 'Ville (2)',
      'address.postcode': 'Code postal (2)',
    });
  });

  it('reads headers whose accents were lost or doubled, and one slip of the finger', () => {
    expect(
      recognise(['PrÃ©nom', 'T\ufffdl\ufffdphone fixe', 'Fonctoin', 'Socit\u00e9', 'CiviIité'], contactTargets),
    ).toMatchObject({ firstName: 'PrÃ©nom', phone: 'T\ufffdl\ufffdphone fixe', account: 'Socit\u00e9' });
  });

  it('recognises columns without headers by what they hold', () => {
    const rows = [
      ['732 829 320 00074', 'claire@exemple.fr', '01 23 45 67 89', '75001', 'Paris', 'www.exemple.fr'],
      ['35600000049837', 'jean@exemple.fr', '+33 4 93 00 00 01', '06000', 'Nice', 'https://exemple.com'],
    ];
    expect(
      recognise(['Colonne 1', 'Colonne 2', 'Colonne 3', 'Colonne 4', 'Colonne 5', 'Colonne 6'], accountTargets, rows),
    ).toEqual({
      siret: 'Colonne 1',
      email: 'Colonne 2',
      phone: 'Colonne 3',
      'address.postcode': 'Colonne 4',
      website: 'Colonne 6',
    });
  });

  it('tells mobiles from other phones by their numbers', () => {
    const rows = [
      ['06 12 34 56 78', '01 23 45 67 89'],
      ['+33 7 00 00 00 02', '04 93 00 00 01'],
    ];
    expect(recognise(['Num A', 'Num B'], contactTargets, rows)).toEqual({ mobile: 'Num A', phone: 'Num B' });
  });

  it('prefers the job title for « Titre » when the cells are no civilities', () => {
    expect(
      recognise(['Titre', 'Nom'], contactTargets, [
        ['Directrice', 'A'],
        ['Acheteur', 'B'],
      ]),
    ).toEqual({ jobTitle: 'Titre', lastName: 'Nom' });
    expect(
      recognise(['Titre', 'Nom'], contactTargets, [
        ['Mme', 'A'],
        ['M.', 'B'],
      ]),
    ).toEqual({ civility: 'Titre', lastName: 'Nom' });
  });

  it('matches the label of a custom field, and never gives one field two columns', () => {
    const custom = { key: 'custom1', labels: ['Date de visite'], meaning: 'date' };
    expect(
      recognise(['Date de visite', 'Date de visite commerciale', 'E-mail', 'Email'], [...accountTargets, custom]),
    ).toEqual({ custom1: 'Date de visite', email: 'E-mail' });
  });

  it('never throws and never uses a field or a column twice', () => {
    const header = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('Nom', 'Prénom', 'Titre', 'Ville', 'E-mail', 'Ã©', '???', ''),
    );
    fc.assert(
      fc.property(
        fc.array(header, { maxLength: 12 }),
        fc.array(fc.array(fc.option(fc.string({ maxLength: 20 })), { maxLength: 12 }), { maxLength: 4 }),
        (headers, rows) => {
          const found = recogniseColumns(
            headers.map((text, index) => ({ index, header: text })),
            rows.map((cells) => ({ cells })),
            contactTargets,
          );
          expect(new Set(found.map((match) => match.column)).size).toBe(found.length);
          expect(new Set(found.map((match) => match.target)).size).toBe(found.length);
          for (const match of found) expect(match.confidence > 0 && match.confidence <= 1).toBe(true);
        },
      ),
    );
  });
});

const headerSets = new URL('../../../shared/data/2-csv/headers/headers.json', import.meta.url);

describe.skipIf(!existsSync(headerSets))('recogniseColumns on real header sets', () => {
  it('finds at least a name and one way to reach the person or company in each', () => {
    const sets: Record<string, { header?: string | string[]; fields?: Record<string, string> }> = JSON.parse(
      existsSync(headerSets) ? readFileSync(headerSets, 'utf8') : '{}',
    );
    const missing: string[] = [];
    for (const [name, set] of Object.entries(sets)) {
      const headers = set.fields
        ? Object.values(set.fields)
        : typeof set.header === 'string'
          ? set.header.split(/[,;]/)
          : set.header;
      if (headers === undefined || name.startsWith('laposte') || name.startsWith('sirene')) continue;
      const found = recognise(headers, [
        ...contactTargets,
        ...accountTargets.filter((target) => target.key !== 'phone' && target.key !== 'fax' && target.key !== 'email'),
      ]);
      const named = found.lastName ?? found.legalName ?? found.account;
      const reached = found.email ?? found.phone ?? found.mobile ?? found.website;
      if (named === undefined || reached === undefined) missing.push(`${name}: ${JSON.stringify(found)}`);
    }
    expect(missing).toEqual([]);
  });
});
