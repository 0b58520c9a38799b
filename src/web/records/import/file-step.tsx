import { Button, Progress, SegmentedControl } from '@mantine/core';
import { IconAddressBook, IconDownload, IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { apiAddress } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { usePhone } from '../../ui/phone.ts';
import classes from './file-step.module.css';
import page from './import.module.css';
import { PeopleStep } from './people-step.tsx';
import { RefusedFile } from './refused-file.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { type FileIntake, useFileIntake } from './use-file-intake.ts';

/** Most record types that stand side by side on a phone. */
const mostBeside = 3;

interface FileStepProps {
  readonly records: readonly EffectiveRecord[];
  readonly record: EffectiveRecord;
  /** True where one came to pick people of an address book. */
  readonly cards: boolean;
}

/** The first step: what the file holds, and the file. */
export function FileStep({ records, record, cards }: FileStepProps) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const intake = useFileIntake(record);
  const phone = usePhone();
  const { people } = intake;
  const choice = {
    'aria-labelledby': 'import-record',
    value: record.name,
    disabled: intake.sending !== null,
    data: records.map(({ name, label }) => ({ value: name, label: localize(label.many, language) })),
  };
  const choose = (name: string) =>
    void navigate({ to: '/import', search: { record: name, ...(cards ? { from: 'vcard' } : {}) }, replace: true });
  if (people) return <PeopleStep record={record} people={people} intake={intake} />;
  return (
    <div className={page.body}>
      {records.length > 1 ? (
        <section className={page.section}>
          <h2 className={page.heading} id="import-record">
            {words.whatToImport}
          </h2>
          {phone && records.length > mostBeside ? (
            <Select mt={8} allowDeselect={false} {...choice} onChange={(name) => name && choose(name)} />
          ) : (
            <SegmentedControl mt={8} {...choice} onChange={choose} />
          )}
        </section>
      ) : null}
      <RefusedFile refusal={intake.refusal} />
      <DropZone intake={intake} cards={cards} />
      {cards ? null : <Templates record={record} />}
    </div>
  );
}

interface DropZoneProps {
  readonly intake: FileIntake;
  readonly cards: boolean;
}

function DropZone({ intake, cards }: DropZoneProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const input = useRef<HTMLInputElement>(null);
  const { sending } = intake;
  const over = useFileDrop(intake.take, sending === null, words.pastedName);
  if (sending) {
    const percent = Math.round(sending.part * 100);
    return (
      <div className={classes.drop}>
        <p className={classes.dropTitle}>{words.uploading(sending.name)}</p>
        <Progress
          className={classes.progress ?? ''}
          value={percent}
          animated={percent === 100}
          striped={percent === 100}
          size="lg"
          aria-label={words.uploading(sending.name)}
        />
        <p className={classes.dropText} role="status">
          {percent < 100 ? `${number(percent)} %` : words.reading}
        </p>
        <Button variant="default" onClick={intake.stop}>
          {words.stopUpload}
        </Button>
      </div>
    );
  }
  const Picture = cards ? IconAddressBook : IconFileSpreadsheet;
  return (
    <div className={classes.drop} {...(over ? { 'data-over': true } : {})}>
      <Picture size={40} stroke={1.3} aria-hidden />
      <p className={classes.dropTitle}>{over ? words.dropNow : cards ? words.dropCards : words.drop}</p>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="import-file"
        accept={cards ? '.vcf,.vcard,text/vcard' : '.csv,.txt,.tsv,.xlsx,.xlsm,.vcf,.vcard'}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) intake.take(file);
        }}
      />
      <div className={classes.links}>
        <Button leftSection={<IconUpload size={16} stroke={1.8} />} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
      </div>
      <p className={classes.dropText}>{cards ? words.cardsHelp : words.dropHelp}</p>
      <p className={classes.dropText}>{words.dropPromise}</p>
    </div>
  );
}

function Templates({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(importMessages);
  const { permissions } = useMe();
  const address = (format: string) => apiAddress(`/${record.collection}/import-template`, { format });
  const download = <IconDownload size={16} stroke={1.8} />;
  return (
    <div className={classes.asides}>
      <section>
        <h2 className={page.heading}>{words.templates}</h2>
        <p className={page.help}>{words.templateHelp}</p>
        <div className={classes.links}>
          <Button component="a" href={address('xlsx')} download variant="default" leftSection={download}>
            {words.templateXlsx}
          </Button>
          <Button component="a" href={address('csv')} download variant="default" leftSection={download}>
            {words.templateCsv}
          </Button>
        </div>
      </section>
      {permissionOn(permissions, record.name).export ? (
        <section>
          <h2 className={page.heading}>{words.existing}</h2>
          <p className={page.help}>{words.existingHelp}</p>
          <Button
            component="a"
            href={apiAddress(`/${record.collection}/export`, { format: 'xlsx' })}
            download
            variant="default"
            leftSection={download}
          >
            {words.existingXlsx}
          </Button>
        </section>
      ) : null}
    </div>
  );
}
