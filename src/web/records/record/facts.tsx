import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { recordMessages } from '../../language/record.ts';
import { sectionsOf, visibleFields } from '../form/form-fields.ts';
import { pictureField } from '../list/picture.ts';
import { Fact, isEmptyFact } from './fact.tsx';
import classes from './facts.module.css';
import { NetworkLinks } from './network-links.tsx';
import type { RecordView } from './record-context.ts';

/** Every fact of a record by section, in two columns where there is room; empty ones wait behind « Afficher tout ». */
export function Facts({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const form = useMessages(formMessages);
  const language = useLanguage();
  const { record, item, permission } = view;
  const [all, setAll] = useLocalStorage({
    key: 'carnet.show-empty-fields',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  // The picture stands at the head of the page; a reader without the right to a field never received it.
  const head = pictureField(record)?.name;
  const fields = visibleFields(record, permission).filter(({ name }) => name !== head && name in item);
  const kept = fields.filter((field) => all || field.action === 'today' || !isEmptyFact(item[field.name]));
  const hidden = fields.length - kept.length;
  return (
    <div className={classes.sections}>
      {sectionsOf(record, kept).map((section) => (
        <section key={section.name} aria-label={section.label ? section.label[language] : form.otherSection}>
          <h2 className={classes.heading}>{section.label ? section.label[language] : form.otherSection}</h2>
          <dl className={classes.grid}>
            {section.fields.map((field) => (
              <Fact key={field.name} view={view} field={field} />
            ))}
          </dl>
        </section>
      ))}
      <NetworkLinks record={record} item={item} />
      {hidden > 0 || all ? (
        <Button className={classes.all} variant="subtle" size="compact-sm" onClick={() => setAll((shown) => !shown)}>
          {all ? words.hideEmpty : words.showAll(hidden)}
        </Button>
      ) : null}
    </div>
  );
}
