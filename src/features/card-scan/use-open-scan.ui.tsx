import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { CardColumn } from '../../rules/vcard-card.ts';
import { useMe, useModel } from '../../web/api/queries.ts';
import { cardScanMessages } from '../../web/language/card-scan.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useOpenForm } from '../../web/records/form/open-form.ts';
import { pictureAddressOf } from '../../web/records/form/picture-address.ts';
import { foundOnCard } from '../../web/records/import/card-person.ts';
import { type FoundCells, functionMeant } from './card-cells.ts';

/** Where the picture of a card is kept, if the person says so. */
const pictureField = 'cardImage';

/**
 * Takes a record type; returns what opens the form of a new one filled in with what was read on a card, its picture
 * beside it, what is unsure marked. Nothing is stored.
 */
export function useOpenScan(record: EffectiveRecord): (found: FoundCells, picture: Blob) => Promise<void> {
  const model = useModel();
  const { permissions } = useMe();
  const language = useLanguage();
  const words = useMessages(cardScanMessages);
  const openForm = useOpenForm(record);
  return async ({ cells, unsure }, picture) => {
    const remarks: Partial<Record<CardColumn, string>> = {};
    const said = { ...cells };
    const field = record.field('jobTitle');
    if (cells.jobTitle && field && !field.hidden) {
      const meant = functionMeant(cells.jobTitle, listValues(field));
      if (meant) said.jobTitle = meant.value.label[language] ?? meant.value.label.fr;
      if (meant && !meant.exact) remarks.jobTitle = words.toCheckRead(cells.jobTitle);
      // The words of the card say more than the value of a list: they are kept.
      if (!meant?.exact) said.note = [cells.note, words.functionRead(cells.jobTitle)].filter(Boolean).join('\n');
    }
    for (const column of unsure) remarks[column] ??= words.toCheck;
    if (unsure.has('organisation')) remarks.organisation = words.toCheckRead(cells.organisation ?? '');
    const opening = foundOnCard(record, model, permissions, language, said, remarks);
    await openForm({
      ...opening,
      said: { source: 'card' },
      picture: {
        address: await pictureAddressOf(picture),
        ...(record.field(pictureField) ? { field: pictureField } : {}),
      },
    });
  };
}
