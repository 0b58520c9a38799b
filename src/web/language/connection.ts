import { catalogue } from './catalogue.ts';

/** The words that every page has at hand for a connection that is lost, and for what was sent once it is back. */
export const connectionMessages = catalogue({
  fr: {
    lost: 'Connexion au serveur perdue. Nouvelle tentative en cours…',
    seen: (day: string, hour: string) => `Hors connexion. Vu le ${day} à ${hour}.`,
    waiting: (count: number) =>
      count > 1 ? `${count} enregistrements en attente d’envoi` : '1 enregistrement en attente d’envoi',
    refused: (count: number) => (count > 1 ? `${count} enregistrements à revoir` : '1 enregistrement à revoir'),
    sent: (count: number) => (count > 1 ? `${count} enregistrements envoyés.` : '1 enregistrement envoyé.'),
  },
  en: {
    lost: 'The server cannot be reached. Trying again…',
    seen: (day: string, hour: string) => `Offline. Seen on ${day} at ${hour}.`,
    waiting: (count: number) => (count === 1 ? '1 record waits to be sent' : `${count} records wait to be sent`),
    refused: (count: number) => (count === 1 ? '1 record to look at' : `${count} records to look at`),
    sent: (count: number) => (count === 1 ? '1 record sent.' : `${count} records sent.`),
  },
});
