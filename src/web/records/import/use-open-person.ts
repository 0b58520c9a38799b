import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type CardCells, cardCells } from '../../../rules/vcard-card.ts';
import { useMe, useModel } from '../../api/queries.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useOpenForm } from '../form/open-form.ts';
import { pictureField } from '../list/picture.ts';
import { type Card, type CardFile, readCard } from './card-list.ts';
import { foundOnCard, photoOnCard } from './card-person.ts';

/**
 * Takes a record type; returns what opens the form of a new one filled in with a person of an address book: what their
 * card says and their picture (a `data:` address), null for none.
 */
export function useOpenPerson(record: EffectiveRecord): (cells: CardCells, picture: string | null) => Promise<void> {
  const model = useModel();
  const { permissions } = useMe();
  const language = useLanguage();
  const openForm = useOpenForm(record);
  return (cells, address) => {
    const field = pictureField(record)?.name;
    const found = foundOnCard(record, model, permissions, language, cells);
    return openForm({ ...found, ...(address ? { picture: { address, ...(field ? { field } : {}) } } : {}) });
  };
}

/** The same, with a card of a file: nothing of the others is read. */
export function useOpenCard(record: EffectiveRecord): (file: CardFile, card: Card) => Promise<void> {
  const openPerson = useOpenPerson(record);
  return async (file, card) => {
    const said = await readCard(file, card);
    await openPerson(cardCells(said), await photoOnCard(said.photo));
  };
}
