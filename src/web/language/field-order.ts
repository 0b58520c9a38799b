import { catalogue } from './catalogue.ts';

/** The words of putting custom fields in order. */
export const fieldOrderMessages = catalogue({
  fr: {
    order: 'Ordre des champs',
    up: (name: string) => `Monter ${name}`,
    down: (name: string) => `Descendre ${name}`,
    moved: (name: string, place: number, of: number) => `${name} : place ${place} sur ${of}.`,
  },
  en: {
    order: 'Order of the fields',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    moved: (name: string, place: number, of: number) => `${name}: place ${place} of ${of}.`,
  },
});
