import { describe, expect, it } from 'vitest';
import { pickedCells } from './picked-person.ts';

describe('a person picked from the address book of the telephone', () => {
  it('says their name, their numbers sorted and the address of their company', () => {
    expect(
      pickedCells({
        name: ['Anne-Laure DE LA TOUR'],
        tel: ['+33 1 42 68 53 00', '06 12 34 56 78', '07 98 76 54 32'],
        email: ['al@exemple.fr', 'perso@exemple.fr'],
        address: [
          {
            addressLine: ['12; rue Hugo', 'Bât. B'],
            city: 'Lyon',
            postalCode: '69001',
            country: 'FR',
            organization: 'Ateliers, Durand',
          },
        ],
      }),
    ).toEqual({
      firstName: 'Anne-Laure',
      lastName: 'DE LA TOUR',
      fullName: 'Anne-Laure DE LA TOUR',
      organisation: 'Ateliers, Durand',
      phone: '+33 1 42 68 53 00',
      mobile: '06 12 34 56 78',
      mobile2: '07 98 76 54 32',
      email: 'al@exemple.fr',
      email2: 'perso@exemple.fr',
      street: '12; rue Hugo',
      street2: 'Bât. B',
      postcode: '69001',
      city: 'Lyon',
      country: 'FR',
    });
  });

  it('may say nothing at all', () => {
    expect(pickedCells({ name: [], tel: [''], address: [{}] })).toEqual({});
  });
});
