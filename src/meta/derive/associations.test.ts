import { describe, expect, test } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { associationsOf } from './associations.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const targets = (name: string) =>
  associationsOf(model, model.record(name)).map(({ link, target }) => `${link.name} ${target.name}`);

describe('what records can be associated with', () => {
  test('is found from the link types, whatever they join', () => {
    expect(targets('contact')).toEqual(
      expect.arrayContaining([
        'dealContact deal',
        'projectContact project',
        'eventContact event',
        'targetMember target',
      ]),
    );
    expect(targets('account')).toContain('targetMember target');
    expect(targets('event')).toContain('eventContact contact');
  });

  test('is no link that says more than that both belong together, nor one to who uses Carnet', () => {
    expect(targets('account').filter((text) => text.startsWith('accountRelation'))).toEqual([]);
    expect(targets('contact').filter((text) => text.endsWith(' user'))).toEqual([]);
  });

  test('of what is a part of something else asks for the association with that first', () => {
    const ofContacts = associationsOf(model, model.record('contact'));
    const within = (link: string) => ofContacts.find((one) => one.link.name === link)?.within;
    expect(within('siteContact')).toMatchObject({
      association: { link: { name: 'accountContact' } },
      via: { name: 'account' },
    });
    expect(ofContacts.filter((one) => one.within).map(({ link }) => link.name)).toEqual(['siteContact']);
  });
});
