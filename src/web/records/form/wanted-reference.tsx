import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useFaceServices } from '../../../fields/face.ui.tsx';
import { rememberTitle } from '../../../fields/reference/record-title.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { usePermission } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { openingMessages } from '../../language/form-opening.ts';
import classes from './field-control.module.css';
import type { WantedReference } from './opening.ts';

interface WantedReferenceProps {
  /** The type of what is wanted. */
  readonly record: EffectiveRecord;
  readonly wanted: WantedReference;
  /** What else is to be said of the name: that it was read with doubt. */
  readonly note?: string | undefined;
  readonly onChosen: (id: string) => void;
}

/** Under a reference whose record is known by its name alone: those alike, to take one, or a new one to make. */
export function WantedReferenceNote({ record, wanted, note, onChosen }: WantedReferenceProps) {
  const words = useMessages(openingMessages);
  const language = useLanguage();
  const client = useQueryClient();
  const { createRecord } = useFaceServices();
  const { create } = usePermission(record.name);
  const { text, alike, filled, notes } = wanted;
  const choose = ({ id, title }: { readonly id: string; readonly title: string }) => {
    rememberTitle(client, record.collection, id, title);
    onChosen(id);
  };
  return (
    <>
      {note ? <span>{note}</span> : null}
      <span>{words.wanted(text)}</span>
      <span className={classes.choices}>
        {alike.map((one) => (
          <Button key={one.id} size="compact-sm" variant="default" onClick={() => choose(one)}>
            {words.takeAlike(one.title)}
          </Button>
        ))}
        {createRecord && create ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              createRecord({ record: record.name, text, filled, ...(notes ? { notes } : {}), onCreated: choose })
            }
          >
            {words.makeWanted(localize(record.label.new, language), text)}
          </Button>
        ) : null}
      </span>
    </>
  );
}
