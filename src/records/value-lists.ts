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
  actionType: [
    value('call', 'Appel', 'Call', { color: 'green', aliases: ['Téléphone', 'Phone'] }),
    value('email', 'E-mail', 'E-mail', { color: 'blue', aliases: ['Mail', 'Courriel'] }),
    value('visit', 'Visite', 'Visit', { color: 'orange' }),
    value('meeting', 'Réunion', 'Meeting', { color: 'grape' }),
    value('comment', 'Commentaire', 'Comment', { color: 'gray', aliases: ['Note'] }),
    value('letter', 'Courrier', 'Letter', { color: 'cyan' }),
    value('other', 'Autre', 'Other', { color: 'gray' }),
  ],
  eventKind: [
    value('task', 'Tâche', 'Task', { color: 'blue' }),
    value('appointment', 'Rendez-vous', 'Appointment', { color: 'grape', aliases: ['RDV'] }),
    value('note', 'Note', 'Note', { color: 'gray' }),
  ],
  eventCategory: [
    value('followUp', 'Suivi', 'Follow-up', { color: 'cyan' }),
    value('prospecting', 'Prospection', 'Prospecting', { color: 'yellow' }),
    value('demonstration', 'Démonstration', 'Demonstration', { color: 'grape' }),
    value('internal', 'Interne', 'Internal', { color: 'gray' }),
  ],
  eventStatus: [
    value('notStarted', 'Non commencée', 'Not started', { color: 'gray' }),
    value('inProgress', 'En cours', 'In progress', { color: 'blue' }),
    value('done', 'Terminée', 'Done', { color: 'green' }),
  ],
  priority: [
    value('high', 'Haute', 'High', { color: 'red' }),
    value('normal', 'Normale', 'Normal', { color: 'gray' }),
    value('low', 'Basse', 'Low', { color: 'blue' }),
  ],
  dealStage: [
    value('qualify', 'À qualifier', 'To qualify', { color: 'gray', outcome: 'open' }),
    value('discovery', 'Découverte', 'Discovery', { color: 'cyan', outcome: 'open' }),
    value('proposal', 'Proposition', 'Proposal', { color: 'blue', outcome: 'open' }),
    value('negotiation', 'Négociation', 'Negotiation', { color: 'orange', outcome: 'open' }),
    value('won', 'Gagnée', 'Won', { color: 'green', outcome: 'won' }),
    value('lost', 'Perdue', 'Lost', { color: 'red', outcome: 'lost' }),
  ],
  contactRole: [
    value('decisionMaker', 'Décideur', 'Decision-maker', { color: 'grape' }),
    value('influencer', 'Prescripteur', 'Influencer', { color: 'orange' }),
    value('buyer', 'Acheteur', 'Buyer', { color: 'green' }),
    value('technical', 'Technique', 'Technical', { color: 'cyan' }),
    value('user', 'Utilisateur', 'User', { color: 'gray' }),
  ],
  projectStatus: [
    value('planned', 'À réaliser', 'To do', { color: 'gray' }),
    value('inProgress', 'En cours', 'In progress', { color: 'blue' }),
    value('done', 'Réalisé', 'Done', { color: 'green' }),
    value('cancelled', 'Annulé', 'Cancelled', { color: 'red' }),
  ],
  accountRelationType: [
    value('branch', 'Filiale', 'Branch', { color: 'blue' }),
    value('group', 'Même groupe', 'Same group', { color: 'grape' }),
    value('supplier', 'Fournisseur', 'Supplier', { color: 'orange' }),
    value('partner', 'Partenaire', 'Partner', { color: 'green' }),
    value('referrer', 'Apporteur d’affaires', 'Referrer', { color: 'yellow' }),
  ],
  notificationKind: [
    value('mentioned', 'On me mentionne', 'I am mentioned'),
    value('assigned', 'Une fiche m’est attribuée', 'A record is assigned to me'),
    value('commented', 'Commentaire sur une de mes fiches', 'Comment on one of my records'),
    value('followed', 'Une fiche que je suis change', 'A record I follow changes'),
    value('due', 'Échéance ou rappel atteint', 'Due date or reminder reached'),
    value('operation', 'Un traitement long est terminé', 'A long batch has ended'),
  ],
  extranetProfile: [
    value('standard', 'Standard', 'Standard', { color: 'gray' }),
    value('manager', 'Responsable', 'Manager', { color: 'blue' }),
    value('accounting', 'Comptabilité', 'Accounting', { color: 'green' }),
  ],
  passwordMode: [
    value('invitation', 'Lien d’invitation', 'Invitation link', { color: 'blue' }),
    value('temporary', 'Mot de passe provisoire', 'Temporary password', { color: 'orange' }),
    value('none', 'Sans accès', 'No access', { color: 'gray' }),
  ],
  collaboratorType: [
    value('internal', 'Interne', 'Internal', { color: 'blue' }),
    value('external', 'Externe', 'External', { color: 'orange' }),
    value('generic', 'Générique', 'Generic', { color: 'gray' }),
  ],
  language: [value('fr', 'Français', 'French'), value('en', 'Anglais', 'English')],
};
