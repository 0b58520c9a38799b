import { fold } from '../../lib/text.ts';
import type { CardProperty } from '../../rules/vcard-lines.ts';
import { card, childOf, childrenOf, type Element } from './dav-xml.ts';

type Test = (properties: readonly CardProperty[]) => boolean;

function anyOrAll(element: Element, tests: readonly ((of: CardProperty) => boolean)[]): (of: CardProperty) => boolean {
  const all = element.attributes.test === 'allof';
  return (of) => (all ? tests.every((test) => test(of)) : tests.some((test) => test(of)));
}

/** RFC 6352, 10.5.4: a text within a value, case left out of account unless it is to be heeded. */
function textMatch(element: Element): (value: string) => boolean {
  const exact = element.attributes.collation === 'i;octet';
  const same = exact ? (text: string) => text : fold;
  const wanted = same(element.text);
  const kind = element.attributes['match-type'] ?? 'contains';
  const negate = element.attributes['negate-condition'] === 'yes';
  return (value) => {
    const text = same(value);
    const found =
      kind === 'equals'
        ? text === wanted
        : kind === 'starts-with'
          ? text.startsWith(wanted)
          : kind === 'ends-with'
            ? text.endsWith(wanted)
            : text.includes(wanted);
    return found !== negate;
  };
}

/** RFC 6352, 10.5.2. */
function parameterTest(element: Element): (of: CardProperty) => boolean {
  const name = (element.attributes.name ?? '').toUpperCase();
  const valuesOf = ({ types, parameters }: CardProperty): readonly string[] => {
    if (name === 'TYPE') return [...types];
    const value = parameters.get(name);
    return value === undefined ? [] : [value];
  };
  if (childOf(element, card('is-not-defined'))) return (of) => valuesOf(of).length === 0;
  const [match] = childrenOf(element, card('text-match')).map(textMatch);
  return (of) => (match ? valuesOf(of).some(match) : valuesOf(of).length > 0);
}

/** RFC 6352, 10.5.1. */
function propertyTest(element: Element): Test {
  const name = (element.attributes.name ?? '').toUpperCase().replace(/^.*\./, '');
  const named = (properties: readonly CardProperty[]) => properties.filter((property) => property.name === name);
  if (childOf(element, card('is-not-defined'))) return (properties) => named(properties).length === 0;
  const tests = [
    ...childrenOf(element, card('text-match')).map((match) => {
      const holds = textMatch(match);
      return ({ value }: CardProperty) => holds(value.replace(/\\([\\,;])/g, '$1').replace(/\\n/gi, '\n'));
    }),
    ...childrenOf(element, card('param-filter')).map(parameterTest),
  ];
  if (tests.length === 0) return (properties) => named(properties).length > 0;
  const holds = anyOrAll(element, tests);
  return (properties) => named(properties).some(holds);
}

/** Takes the filter of an `addressbook-query`; returns whether a card's properties pass it, null where all do. */
export function cardFilter(filter: Element | undefined): Test | null {
  const tests = childrenOf(filter, card('prop-filter')).map(propertyTest);
  if (!filter || tests.length === 0) return null;
  const all = filter.attributes.test === 'allof';
  return (properties) => (all ? tests.every((test) => test(properties)) : tests.some((test) => test(properties)));
}
