import { catalogue } from './catalogue.ts';

/** The words of records that leave without being deleted. */
export const goneMessages = catalogue({
  fr: {
    title: (command: string, name: string) => `${command} : ${name} ?`,
    text: (state: string) =>
      `La fiche quitte les listes, la recherche, les choix et les destinataires. Elle garde tout son historique et se retrouve par le filtre « ${state} ».`,
    ends: 'Se termine aujourd’hui',
    leaves: 'Y reste, sans y compter',
    stops: 'Ne compte plus',
    nothing: 'Rien d’autre ne change : aucun rattachement à un site, aucune case cochée.',
    andMore: (count: number) => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
    declared: (name: string) => `${name} : déclaration enregistrée.`,
    back: (name: string) => `${name} est de retour dans les listes.`,
    toldOn: (told: string, when: string) => `${told}, déclaré le ${when}.`,
    toldOnBy: (told: string, when: string, who: string) => `${told}, déclaré le ${when} par ${who}.`,
    told: (told: string) => `${told}.`,
    close: 'Fermer',
    search: (state: string) => `Chercher : ${state}`,
  },
  en: {
    title: (command: string, name: string) => `${command}: ${name}?`,
    text: (state: string) =>
      `The record leaves lists, search, choices and recipients. It keeps its whole history and is found by the filter “${state}”.`,
    ends: 'Ends today',
    leaves: 'Stays there, without counting',
    stops: 'No longer counts',
    nothing: 'Nothing else changes: no link to a site, no box ticked.',
    andMore: (count: number) => (count === 1 ? 'and 1 other' : `and ${count} others`),
    declared: (name: string) => `${name}: declared.`,
    back: (name: string) => `${name} is back in the lists.`,
    toldOn: (told: string, when: string) => `${told}, declared on ${when}.`,
    toldOnBy: (told: string, when: string, who: string) => `${told}, declared on ${when} by ${who}.`,
    told: (told: string) => `${told}.`,
    close: 'Close',
    search: (state: string) => `Search: ${state}`,
  },
});
