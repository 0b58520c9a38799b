import { SegmentedControl } from '@mantine/core';
import { IconBuilding, IconMailOff, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DayInput } from '../../fields/date/day-input.ui.tsx';
import { dateIn } from '../../lib/time-zone.ts';
import { hasEnded } from '../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import {
  type DocumentKind,
  type Recipient,
  type Recipients,
  recipientFlags,
  type Skipped,
} from '../../rules/recipients.ts';
import { api } from '../../web/api/client.ts';
import { useModel, useRecordList } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import type { Item } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { recipientMessages } from '../../web/language/recipients.ts';
import type { RecordActionProps } from '../../web/slots.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import { Modal } from '../../web/ui/deferred-overlays.ts';
import { EmptyState } from '../../web/ui/empty-state.tsx';
import { ErrorNotice } from '../../web/ui/error-notice.tsx';
import { usePhone } from '../../web/ui/phone.ts';
import { RecordLink } from '../../web/ui/record-link.tsx';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';
import classes from './recipients.module.css';

/** Who receives a document, as the API tells it. */
interface Told extends Recipients {
  readonly document: DocumentKind;
  readonly site: { readonly id: string; readonly name: string; readonly closed: boolean };
  readonly names: Readonly<Record<string, string>>;
}

/** Most sites offered: nobody picks among more. */
const mostSites = 200;

/** « Tester : qui recevrait ? »: for a kind of document, a site and a day, each recipient with why, each skipped with why not. */
export function RecipientsDialog({ record, item, close }: RecordActionProps) {
  const words = useMessages(recipientMessages);
  const phone = usePhone();
  return (
    <Modal
      opened
      onClose={close}
      title={words.title(item.title)}
      size="lg"
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Trial record={record} item={item} />
    </Modal>
  );
}

function Trial({ record, item }: { readonly record: EffectiveRecord; readonly item: Item }) {
  const words = useMessages(recipientMessages);
  const { timeZone } = useFormatContext();
  const here = record.name === 'site' ? item.id : null;
  const account = record.name === 'site' ? String(item.account) : item.id;
  const [document, setDocument] = useState<DocumentKind>('invoice');
  const [chosen, setChosen] = useState<string | null>(here);
  const [on, setOn] = useState<string | null>(() => dateIn(Date.now(), timeZone));
  const sites = useRecordList('sites', {
    filter: { field: 'account', op: 'equals', value: account },
    sort: 'name',
    limit: mostSites,
    count: false,
  });
  const known = sites.data?.pages.flatMap((page) => page.items) ?? [];
  const site = chosen ?? known.find((one) => one.isDefault === true)?.id ?? known[0]?.id ?? null;
  const told = useQuery({
    queryKey: [...queryKeys.item('accounts', account), 'recipients', document, site, on],
    queryFn: ({ signal }) =>
      api.get<Told>(`/accounts/${account}/recipients`, { query: { document, site, on }, signal }),
    enabled: site !== null && on !== null,
    // What decides stands on many records: it is asked again each time.
    staleTime: 0,
    gcTime: 0,
  });
  const error = sites.error ?? told.error;
  return (
    <div className={classes.trial}>
      <div className={classes.question}>
        <SegmentedControl
          className={classes.document ?? ''}
          aria-label={words.document}
          value={document}
          onChange={(value) => setDocument(value === 'reminder' ? 'reminder' : 'invoice')}
          data={[
            { value: 'invoice', label: words.invoice },
            { value: 'reminder', label: words.reminder },
          ]}
        />
        {known.length > 1 ? <SitePicker sites={known} value={site} onChange={setChosen} /> : null}
        <DayInput className={classes.day} label={words.on} value={on} onChange={setOn} />
      </div>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void (sites.isError ? sites.refetch() : told.refetch())} />
      ) : told.data ? (
        <Answer told={told.data} />
      ) : on === null ? null : (
        <RowSkeletons rows={3} height={48} />
      )}
    </div>
  );
}

interface SitePickerProps {
  readonly sites: readonly Item[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function SitePicker({ sites, value, onChange }: SitePickerProps) {
  const words = useMessages(recipientMessages);
  const { timeZone } = useFormatContext();
  const record = useModel().record('site');
  const today = dateIn(Date.now(), timeZone);
  return (
    <Select
      className={classes.site ?? ''}
      label={words.site}
      allowDeselect={false}
      searchable={sites.length > 7}
      value={value}
      onChange={onChange}
      data={sites.map((site) => ({
        value: site.id,
        label: hasEnded(record, site, today) ? words.closedSite(site.title) : site.title,
      }))}
    />
  );
}

/** What the boxes and the addresses are called in this company. */
function useLabels(document: DocumentKind) {
  const model = useModel();
  const language = useLanguage();
  const label = (record: string, field: string) => model.record(record).field(field)?.label[language] ?? field;
  const { site, allSites } = recipientFlags[document];
  return {
    box: label('accountContact', site),
    allSites: label('accountContact', allSites),
    ofAccount: (field: string) => label('account', field),
  };
}

function Answer({ told }: { readonly told: Told }) {
  const words = useMessages(recipientMessages);
  const labels = useLabels(told.document);
  const { recipients, skipped, site, names } = told;
  const why = (one: Recipient): string => {
    if (one.reason === 'fallback') return words.fallback(labels.ofAccount(one.from ?? 'email'));
    return one.reason === 'siteFlag' ? words.siteFlag(labels.box, site.name) : words.allSitesFlag(labels.allSites);
  };
  const whyNot = ({ reason }: Skipped): string => {
    if (reason === 'exited') return words.exited(site.name);
    if (reason === 'otherSite' || reason === 'noSite') return words[reason](labels.box, labels.allSites);
    return words[reason];
  };
  return (
    <div aria-live="polite" className={classes.answer}>
      {site.closed ? <p className={classes.notice}>{words.siteClosed}</p> : null}
      {told.waiting ? (
        <EmptyState icon={<IconMailOff size={32} stroke={1.3} />} title={words.nobody}>
          {told.waiting === 'doNotDun'
            ? words.doNotDun(labels.ofAccount('doNotDun'))
            : words.nobodyText(labels.box, labels.allSites, labels.ofAccount('billingEmail'))}
        </EmptyState>
      ) : (
        <People title={words.receiving(recipients.length)}>
          {recipients.map((one) => (
            <Person key={one.contactId ?? one.email} id={one.contactId} name={names} email={one.email} why={why(one)} />
          ))}
        </People>
      )}
      {skipped.length > 0 ? (
        <People title={words.skipped(skipped.length)}>
          {skipped.map((one) => (
            <Person key={one.contactId} id={one.contactId} name={names} why={whyNot(one)} />
          ))}
        </People>
      ) : null}
    </div>
  );
}

function People({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.people}>{children}</ul>
    </section>
  );
}

interface PersonProps {
  readonly id: string | null;
  readonly name: Readonly<Record<string, string>>;
  readonly email?: string;
  readonly why: string;
}

function Person({ id, name, email, why }: PersonProps) {
  const words = useMessages(recipientMessages);
  return (
    <li className={classes.person}>
      {id === null ? (
        <IconBuilding size={18} stroke={1.6} aria-hidden />
      ) : (
        <IconUser size={18} stroke={1.6} aria-hidden />
      )}
      <div className={classes.who}>
        <div className={classes.name}>
          {id === null ? (
            words.ownAddress
          ) : (
            <RecordLink collection="contacts" id={id}>
              {name[id] ?? ''}
            </RecordLink>
          )}
          {email ? <span className={classes.email}>{email}</span> : null}
        </div>
        <div className={classes.why}>{why}</div>
      </div>
    </li>
  );
}
