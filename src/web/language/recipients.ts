import { catalogue } from './catalogue.ts';

/** The words of « Tester : qui recevrait ? » (F89–F93). A box is named as the company names it. */
export const recipientMessages = catalogue({
  fr: {
    title: (name: string) => `Qui recevrait ? ${name}`,
    document: 'Pièce',
    invoice: 'Facture',
    reminder: 'Relance',
    site: 'Site',
    closedSite: (name: string) => `${name} (clôturé)`,
    on: 'Envoi le',
    receiving: (count: number) => (count === 1 ? 'La recevrait' : `La recevraient (${count})`),
    skipped: (count: number) => `Ont coché une case et ne la recevraient pas (${count})`,
    ownAddress: 'Le compte lui-même',
    siteFlag: (box: string, site: string) => `Rattaché au site « ${site} », case « ${box} »`,
    allSitesFlag: (box: string) => `Case « ${box} »`,
    fallback: (field: string) => `Faute de contact destinataire : « ${field} » du compte`,
    disappeared: 'Déclaré disparu',
    linkEnded: 'Son rattachement au compte est terminé',
    exited: (site: string) => `A quitté le site « ${site} » (date de sortie passée)`,
    otherSite: (box: string, allSites: string) =>
      `Case « ${box} », mais rattaché à un autre site ; « ${allSites} » n’est pas cochée`,
    noSite: (box: string, allSites: string) =>
      `Case « ${box} », mais rattaché à aucun site du compte ; « ${allSites} » n’est pas cochée`,
    noEmail: 'Sans e-mail chez ce compte',
    nobody: 'Personne ne la recevrait',
    nobodyText: (box: string, allSites: string, field: string) =>
      `Le document resterait « à envoyer ». Cochez « ${allSites} », ou « ${box} » pour un contact rattaché à ce site, ou remplissez « ${field} » sur le compte.`,
    doNotDun: (field: string) => `Ce compte ne reçoit aucune relance : « ${field} » est cochée.`,
    siteClosed: 'Ce site est clôturé : seuls ses anciens documents s’envoient encore.',
    lastSite: (account: string, boxes: string, several: boolean) =>
      `C’est son dernier site chez ${account} : ${several ? 'les cases' : 'la case'} ${boxes} ${several ? 'restent cochées' : 'reste cochée'}, et la personne continuera de tout recevoir.`,
    lastSiteRemoved: (contact: string, account: string, boxes: string, several: boolean) =>
      `${contact} n’a plus de site chez ${account} : ${several ? 'les cases' : 'la case'} ${boxes} ${several ? 'restent cochées' : 'reste cochée'}, et la personne continuera de tout recevoir.`,
    people: (names: readonly string[], further: number, shown: string) =>
      further === 0
        ? `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`
        : `${names.join(', ')} et ${further === 1 ? 'une autre personne' : `${shown} autres personnes`}`,
    lastSitesRemoved: (people: string, account: string | null, boxes: string, several: boolean) =>
      `${people} n’ont plus de site chez ${account ?? 'leur compte'} : ${several ? 'les cases' : 'la case'} ${boxes} ${several ? 'restent cochées' : 'reste cochée'}, et ces personnes continueront de tout recevoir.`,
    untick: (boxes: string) => `Décocher ${boxes}`,
    untickThem: (several: boolean) => (several ? 'Les décocher' : 'La décocher'),
    unticked: (boxes: string) => `Décoché : ${boxes}.`,
    close: 'Fermer',
  },
  en: {
    title: (name: string) => `Who would receive it? ${name}`,
    document: 'Document',
    invoice: 'Invoice',
    reminder: 'Payment reminder',
    site: 'Site',
    closedSite: (name: string) => `${name} (closed)`,
    on: 'Sent on',
    receiving: (count: number) => (count === 1 ? 'Would receive it' : `Would receive it (${count})`),
    skipped: (count: number) => `Ticked a box and would not receive it (${count})`,
    ownAddress: 'The account itself',
    siteFlag: (box: string, site: string) => `Linked to the site “${site}”, box “${box}”`,
    allSitesFlag: (box: string) => `Box “${box}”`,
    fallback: (field: string) => `For want of a contact: “${field}” of the account`,
    disappeared: 'Declared lost',
    linkEnded: 'Their link to the account has ended',
    exited: (site: string) => `Left the site “${site}” (exit date past)`,
    otherSite: (box: string, allSites: string) =>
      `Box “${box}”, but linked to another site; “${allSites}” is not ticked`,
    noSite: (box: string, allSites: string) =>
      `Box “${box}”, but linked to no site of the account; “${allSites}” is not ticked`,
    noEmail: 'No e-mail at this account',
    nobody: 'Nobody would receive it',
    nobodyText: (box: string, allSites: string, field: string) =>
      `The document would stay “to be sent”. Tick “${allSites}”, or “${box}” for a contact linked to this site, or fill in “${field}” on the account.`,
    doNotDun: (field: string) => `This account is sent no payment reminder: “${field}” is ticked.`,
    siteClosed: 'This site is closed: only its older documents are still sent.',
    lastSite: (account: string, boxes: string, several: boolean) =>
      `This is their last site at ${account}: ${boxes} ${several ? 'stay' : 'stays'} ticked, and they go on receiving everything.`,
    lastSiteRemoved: (contact: string, account: string, boxes: string, several: boolean) =>
      `${contact} has no site left at ${account}: ${boxes} ${several ? 'stay' : 'stays'} ticked, and they go on receiving everything.`,
    people: (names: readonly string[], further: number, shown: string) =>
      further === 0
        ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
        : `${names.join(', ')} and ${further === 1 ? 'one more person' : `${shown} more people`}`,
    lastSitesRemoved: (people: string, account: string | null, boxes: string, several: boolean) =>
      `${people} have no site left at ${account ?? 'their account'}: ${boxes} ${several ? 'stay' : 'stays'} ticked, and they go on receiving everything.`,
    untick: (boxes: string) => `Untick ${boxes}`,
    untickThem: (several: boolean) => (several ? 'Untick them' : 'Untick it'),
    unticked: (boxes: string) => `Unticked: ${boxes}.`,
    close: 'Close',
  },
});
