import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { fold } from '../../lib/text.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import { type DisplayProps, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import classes from './address.module.css';
import { type Address, type AddressPart, addressLines, addressParts, addressType } from './address.ts';
import { countryCodes, countryName } from './countries.ts';

function Display({ value, dense }: DisplayProps<Address>) {
  const language = useLanguage();
  const lines = addressLines(value, { language });
  if (dense) return <span className={classes.dense}>{lines.join(', ')}</span>;
  return (
    <address className={classes.lines}>
      {lines.map((line) => (
        <span key={line} className={classes.line}>
          {line}
        </span>
      ))}
    </address>
  );
}

/** Names that browsers know, so that an address is filled in at once. */
const autocomplete: Readonly<Record<AddressPart, string>> = {
  street: 'address-line1',
  street2: 'address-line2',
  postcode: 'postal-code',
  city: 'address-level2',
  region: 'address-level1',
  country: 'country',
};

const narrow: readonly AddressPart[] = ['postcode', 'city'];

function Input(props: InputProps<Address>) {
  const { id, value, onChange, onBlur, invalid, describedBy, autoFocus, disabled } = props;
  const words = useMessages(fieldMessages);
  const language = useLanguage();
  const address: Address = typeof value === 'object' && value !== null ? value : {};
  const countries = useMemo(
    () =>
      countryCodes
        .map((code) => ({ value: code, label: countryName(code, language) }))
        .sort((left, right) => (fold(left.label) < fold(right.label) ? -1 : 1)),
    [language],
  );
  const change = (part: AddressPart, text: string | null) => {
    const next = { ...address, [part]: text };
    const filled = addressParts.filter((name) => next[name]).map((name) => [name, next[name]] as const);
    onChange(filled.length === 0 ? null : Object.fromEntries(filled));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving any part of the block is leaving the field
    <div
      className={classes.parts}
      id={id}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onBlur?.();
      }}
    >
      {addressParts.map((part) => {
        // The block is called « Adresse » already.
        const label = part === 'street' ? words.street : (addressType.parts?.[part]?.label[language] ?? part);
        const shared = {
          label,
          classNames: { label: classes.label ?? '' },
          error: invalid === true,
          'aria-describedby': describedBy,
          disabled: disabled ?? false,
          className: narrow.includes(part) ? '' : (classes.whole ?? ''),
        };
        if (part === 'country') {
          return (
            <Select
              {...shared}
              key={part}
              data={countries}
              value={address.country ?? null}
              onChange={(code) => change(part, code)}
              searchable
              clearable
              placeholder={countryName('FR', language)}
              nothingFoundMessage={words.nothingFound}
              clearButtonProps={{ 'aria-label': words.clear, tabIndex: -1 }}
            />
          );
        }
        return (
          <TextInput
            {...shared}
            key={part}
            value={address[part] ?? ''}
            autoComplete={autocomplete[part]}
            {...firstFocus(autoFocus === true && part === 'street')}
            maxLength={255}
            {...(part === 'postcode' ? { inputMode: 'numeric' as const } : {})}
            onChange={(event) => change(part, event.currentTarget.value === '' ? null : event.currentTarget.value)}
          />
        );
      })}
    </div>
  );
}

export const addressFace = fieldFace<Address>({ Display, Input, layout: 'group' });
