import type { ListValue } from '../fields/field-type.ts';

function value(code: string, fr: string, en: string, more: Partial<ListValue> = {}): ListValue {
  return { code, label: { fr, en }, ...more };
}

/** The value lists a new company starts with, by name (requirements §3.7). Codes never change; all else is theirs. */
export const standardLists: Readonly<Record<string, readonly ListValue[]>> = {
  accountRole: [
    value('prospect', 'Prospect', 'Prospect', { color: 'yellow' }),
    value('client', 'Client', 'Client', { color: 'green' }),
    value('supplier', 'Fournisseur', 'Supplier', { color: 'blue' }),
    value('other', 'Autre', 'Other', { color: 'gray' }),
  ],
  accountType: [
    value('client', 'Client', 'Client', { color: 'green', aliases: ['customer', 'cliente'] }),
    value('prospect', 'Prospect', 'Prospect', { color: 'yellow', aliases: ['lead'] }),
    value('supplier', 'Fournisseur', 'Supplier', { color: 'blue', aliases: ['vendor'] }),
    value('partner', 'Partenaire', 'Partner', { color: 'grape' }),
    value('other', 'Autre', 'Other', { color: 'gray' }),
  ],
  industry: [
    value('industry', 'Industrie', 'Manufacturing', { color: 'indigo' }),
    value('services', 'Services', 'Services', { color: 'cyan' }),
    value('retail', 'Commerce', 'Retail', { color: 'orange' }),
    value('construction', 'BTP', 'Construction', { color: 'yellow' }),
    value('health', 'Santé', 'Health', { color: 'red' }),
    value('public', 'Public', 'Public sector', { color: 'teal' }),
    value('other', 'Autre', 'Other', { color: 'gray' }),
  ],
  jobTitle: [
    value('ceo', 'Direction générale', 'General management', {
      aliases: ['PDG', 'DG', 'Directeur général', 'Gérant', 'CEO'],
    }),
    value('salesDirector', 'Direction commerciale', 'Sales management', {
      aliases: ['Directeur commercial', 'Sales director'],
    }),
    value('cfo', 'Direction financière', 'Finance management', { aliases: ['DAF', 'Directeur financier', 'CFO'] }),
    value('accounting', 'Comptabilité', 'Accounting', { aliases: ['Comptable'] }),
    value('purchasing', 'Achats', 'Purchasing', { aliases: ['Acheteur', 'Acheteuse'] }),
    value('marketing', 'Marketing', 'Marketing'),
    value('technical', 'Technique', 'Technical', { aliases: ['Technicien', 'Responsable technique'] }),
    value('assistant', 'Assistanat', 'Assistant', { aliases: ['Assistant', 'Assistante'] }),
    value('other', 'Autre', 'Other'),
  ],
  gender: [
    value('female', 'Femme', 'Female', { aliases: ['F'] }),
    value('male', 'Homme', 'Male', { aliases: ['H', 'M'] }),
    value('other', 'Autre', 'Other'),
  ],
  civility: [
    value('mrs', 'Mme', 'Mrs', { aliases: ['Madame', 'Mlle', 'Mademoiselle', 'Ms', 'Mrs.', 'Ms.'] }),
    value('mr', 'M.', 'Mr', { aliases: ['Monsieur', 'M', 'Mr.'] }),
  ],
  interlocutorType: [
    value('main', 'Interlocuteur principal', 'Main interlocutor', { color: 'blue' }),
    value('decisionMaker', 'Décideur', 'Decision-maker', { color: 'grape' }),
    value('financial', 'Interlocuteur financier', 'Financial interlocutor', { color: 'green' }),
    value('technical', 'Technique', 'Technical', { color: 'cyan' }),
    value('influencer', 'Prescripteur', 'Influencer', { color: 'orange' }),
    value('user', 'Utilisateur', 'User', { color: 'gray' }),
  ],
  addressType: [
    value('billing', 'Facturation', 'Billing'),
    value('delivery', 'Livraison', 'Delivery'),
    value('other', 'Autre', 'Other'),
  ],
  contactStatus: [
    value('active', 'Actif', 'Active', { color: 'green' }),
    value('disappeared', 'Disparu', 'Disappeared', { color: 'red' }),
  ],
  contactSource: [
    value('manual', 'Saisie', 'Entered by hand'),
    value('phonebook', 'Répertoire du mobile', 'Phone’s address book'),
    value('card', 'Carte de visite', 'Business card'),
    value('import', 'Import', 'Import'),
    value('deal', 'Affaire', 'Deal'),
    value('api', 'API', 'API'),
  ],
  language: [value('fr', 'Français', 'French'), value('en', 'Anglais', 'English')],
};
