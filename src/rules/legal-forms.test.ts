import { expect, it } from 'vitest';
import { otherLegalForms, splitLegalForm } from './legal-forms.ts';

it('finds the legal form behind or before a name', () => {
  expect(splitLegalForm('garage martin sarl')).toEqual({ name: 'garage martin', form: 'sarl' });
  expect(splitLegalForm('sas durand')).toEqual({ name: 'durand', form: 'sas' });
  expect(splitLegalForm('durand et fils')).toEqual({ name: 'durand et fils', form: '' });
});

it('leaves a name that is nothing but a form', () => {
  expect(splitLegalForm('sa')).toEqual({ name: 'sa', form: '' });
  expect(splitLegalForm('x sa')).toEqual({ name: 'x', form: 'sa' });
});

it('takes two forms for two companies, a form and none for one', () => {
  expect(otherLegalForms('durand sarl')).toEqual(['durand']);
  expect(otherLegalForms('durand')).toContain('durand sas');
  expect(otherLegalForms('durand')).toContain('sarl durand');
});
