import { catalogue } from './catalogue.ts';

/** The words of a form that opens filled in with what a way in found out. */
export const openingMessages = catalogue({
  fr: {
    foundFor: (text: string) => `à vérifier : lu « ${text} »`,
    unlisted: (text: string) => `lu « ${text} », qui n’est pas dans la liste`,
    wanted: (text: string) => `« ${text} » n’est pas encore connu ici.`,
    takeAlike: (title: string) => `Prendre ${title}`,
    makeWanted: (label: string, text: string) => `${label} : ${text}`,
    picture: 'L’image lue, pour vérifier la saisie',
    keepPicture: (label: string) => `Garder cette image comme « ${label} »`,
  },
  en: {
    foundFor: (text: string) => `to be checked: read “${text}”`,
    unlisted: (text: string) => `read “${text}”, which is not in the list`,
    wanted: (text: string) => `“${text}” is not known here yet.`,
    takeAlike: (title: string) => `Take ${title}`,
    makeWanted: (label: string, text: string) => `${label}: ${text}`,
    picture: 'The picture that was read, to check the form against',
    keepPicture: (label: string) => `Keep this picture as “${label}”`,
  },
});
