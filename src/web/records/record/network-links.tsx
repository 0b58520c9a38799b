import { IconExternalLink } from '@tabler/icons-react';
import { openAddress } from '../../../fields/text/open-address.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { activeNetworks, searchAddress, withoutLegalForm } from '../../../rules/professional-networks.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { networkMessages } from '../../language/networks.ts';
import classes from './facts.module.css';

interface NetworkLink {
  readonly name: string;
  readonly label: string;
  readonly address: string;
  /** True of a profile that was entered, false of a search. */
  readonly entered: boolean;
}

function networkLinks(record: EffectiveRecord, item: Item): readonly NetworkLink[] {
  const { networks } = record;
  if (!networks) return [];
  const words = networks.words.map((name) => {
    const value = record.field(name)?.type.targets ? item.titles?.[name] : item[name];
    const text = typeof value === 'string' ? value : '';
    return name === networks.company ? withoutLegalForm(text) : text;
  });
  return activeNetworks(record.activeNetworks).flatMap(({ name, label }) => {
    const field = networks.entered?.[name];
    const typed = field && item[field];
    const profile = field && typeof typed === 'string' ? openAddress(field, typed) : null;
    const address = profile ?? searchAddress(name, words);
    return address ? [{ name, label, address, entered: profile !== null }] : [];
  });
}

/** The person on each professional network that the company chose: made of the record as it is, asked for by a click alone (A30). */
export function NetworkLinks({ record, item }: { readonly record: EffectiveRecord; readonly item: Item }) {
  const words = useMessages(networkMessages);
  const links = networkLinks(record, item);
  if (links.length === 0) return null;
  return (
    <section aria-label={words.heading}>
      <h2 className={classes.heading}>{words.heading}</h2>
      <dl className={classes.grid}>
        {links.map(({ name, label, address, entered }) => {
          const text = entered ? words.profile : words.search(item.title);
          return (
            <div key={name} className={classes.fact}>
              <dt className={classes.label}>{label}</dt>
              <dd className={classes.value}>
                <a
                  className={classes.network}
                  href={address}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={words.opens(label, text)}
                >
                  {text}
                  <IconExternalLink size={14} stroke={1.7} aria-hidden />
                </a>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
