/** Words that the demonstration's people and companies are named with; the most common first. */

const list = (text: string): readonly string[] => text.split('|');

export const femaleNames = list(
  'Marie|Nathalie|Isabelle|Sylvie|Catherine|Camille|Léa|Manon|Chloé|Julie|Sandrine|Céline|Stéphanie|Virginie|Valérie|Aurélie|Émilie|Laura|Sarah|Pauline|Élodie|Mélanie|Inès|Emma|Jade|Louise|Alice|Lucie|Anaïs|Clara|Charlotte|Mathilde|Juliette|Noémie|Agathe|Margaux|Éléonore|Hélène|Françoise|Monique|Brigitte|Corinne|Patricia|Véronique|Delphine|Florence|Laurence|Karine|Amandine|Audrey|Fatima|Leïla|Aïcha|Yasmine|Maëlle|Solène|Gaëlle|Rozenn|Apolline|Clémence|Bérénice|Zoé|Nora|Samira|Anne-Sophie|Marie-Claire|Maud|Océane|Églantine|Ségolène',
);

export const maleNames = list(
  'Jean|Pierre|Michel|Philippe|Thomas|Nicolas|Julien|Lucas|Hugo|Louis|Alain|Patrick|Christophe|Frédéric|Laurent|Stéphane|David|Éric|Olivier|Sébastien|Vincent|Guillaume|Antoine|Alexandre|Maxime|Romain|Mathieu|Benjamin|Clément|Arthur|Gabriel|Raphaël|Adam|Paul|Jules|Nathan|Théo|Enzo|Léo|Quentin|Adrien|François|Gérard|Bernard|Daniel|Serge|Thierry|Bruno|Didier|Marc|Denis|Gilles|Xavier|Fabrice|Jérôme|Cédric|Mohamed|Karim|Mehdi|Youssef|Rachid|Yann|Gwénaël|Loïc|Erwan|Jean-Baptiste|Jean-Luc|Noël|Côme|Anatole|Barthélemy|Zacharie',
);

export const surnames = list(
  'Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefèvre|Leroy|Roux|David|Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Faure|André|Mercier|Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas|Henry|Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|Giraud|Joly|Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|Vidal|Caron|Picard|Roger|Fabre|Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois|Pierre|Benoît|Rey|Leclerc|Payet|Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger|Carpentier|Sanchez|Dupuis|Moulin|Louis|Deschamps|Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam|Paris|Poirier|Marty|Aubry|Guyot|Carré|Charles|Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé|Schneider|Fernandez|Le Gall|Collet|Léger|Bouvier|Julien|Prévost|Millet|Perrot|Daniel|Le Roux|Cousin|Germain|Breton|Besson|Langlois|Rémy|Le Goff|Pelletier|Lévêque|Perrier|Leblanc|Barré|Lebrun|Marchal|Weber|Mallet|Hamon|Boulanger|Jacob|Monnier|Michaud|Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain|Tessier|Chevallier|Collin|Chauvin|Da Silva|Bouchet|Gay|Lemaître|Bénard|Maréchal|Humbert|Reynaud|Antoine|Hoarau|Perret|Barthélemy|Cordier|Pichon|Lejeune|Gilbert|Lamy|Delaunay|Pasquier|Carlier|Laporte|de La Tour|Nguyen|Benali|Haddad|Diallo|Traoré|Kaci|Öztürk|Kowalski|Rossi|Ferreira|Quéméneur|Le Bihan|Etcheverry|Casanova|Zimmermann|d’Hauteville|Saint-Martin|Ægidius',
);

/** How a company's name begins, and its trade (a code of the list of industries). */
export const trades: readonly (readonly [name: string, industry: string])[] = list(
  'Menuiserie:construction|Garage:services|Boulangerie:retail|Transports:services|Cabinet:services|Électricité:construction|Plomberie:construction|Imprimerie:industry|Maçonnerie:construction|Pharmacie:health|Établissements:industry|Atelier:industry|Mécanique:industry|Librairie:retail|Charpentes:construction|Fonderie:industry|Scierie:industry|Laboratoire:health|Clinique:health|Domaine:retail|Cave:retail|Serrurerie:construction|Paysages:services|Conseil:services|Informatique:services|Assurances:services|Immobilière:services|Chaudronnerie:industry|Textiles:industry|Emballages:industry|Plastiques:industry|Optique:retail|Traiteur:retail|Pépinières:retail|Peintures:construction|Toitures:construction|Logistique:services|Formation:services|Sécurité:services|Nettoyage:services|Conserverie:industry|Brasserie:retail|Laiterie:industry|Carrosserie:services|Verrerie:industry|Papeterie:retail|Ambulances:health|École:public|Syndicat mixte:public|Régie:public',
).map((entry) => entry.split(':') as [string, string]);

/** What stands beside the family's name in a company's. */
export const companyEndings = list(
  '& Fils|Frères|et Associés|Services|Industrie|Groupe|Développement|Distribution|Participations|Solutions|Création|Énergie',
);

/** Names of companies that bear no family's. */
export const companyWords = list(
  'Azur|Horizon|Cévennes|Armor|Vallée|Alizés|Grand Large|Belledonne|Bocage|Estuaire|Lumière|Trois Chênes|Pont-Neuf|Mistral|Vercors|Chambord|Sologne|Perle|Clairefontaine|Sainte-Victoire|Garrigue|Tramontane|Ardoise|Val d’Or|Colibri|Hirondelle|Écume|Comète|Boréal|Cœur de Ville|Saint-Roch|L’Atelier Bleu',
);

export const legalForms = list('SARL|SAS|EURL|SA|SASU|SCOP');

export const streetKinds = list('rue|avenue|boulevard|place|chemin|impasse|quai|route|allée|cours');

export const streetNames = list(
  'de la République|Victor Hugo|de la Gare|Jean Jaurès|du Général de Gaulle|de l’Église|Pasteur|des Écoles|de la Liberté|Gambetta|du Moulin|des Lilas|de Verdun|Émile Zola|du Château|de la Fontaine|Voltaire|des Acacias|Anatole France|de Paris|du Stade|Saint-Étienne|de l’Industrie|Ampère|des Tilleuls|du Port|Marie Curie|de la Poste|des Frères Lumière|du Marché',
);

export const departments = list(
  'Comptabilité|Achats|Direction|Production|Qualité|Service commercial|Bureau d’études|Ressources humaines|Informatique|Logistique|Maintenance|Accueil',
);

export const remarks = list(
  'Rencontré au salon de Lyon, souhaite une démonstration.|Préfère être appelé le matin.|Demande un devis avant la fin du mois.|Client fidèle depuis dix ans.|À rappeler après les congés d’été.|Ne souhaite plus recevoir le catalogue papier.|A changé de fournisseur l’an passé, à reconquérir.|Très satisfaite de la dernière livraison.',
);

export const dealNames = list(
  'Contrat de maintenance|Renouvellement du contrat|Extension de l’atelier|Équipement du nouveau site|Formation des équipes|Refonte du site|Fourniture annuelle|Remplacement du matériel|Audit énergétique|Aménagement des bureaux|Mise aux normes|Étude de faisabilité|Lot consommables|Location longue durée|Migration informatique|Rénovation de la toiture',
);

export const projectNames = list(
  'Déploiement|Mise en service|Installation sur site|Reprise des données|Accompagnement au changement|Chantier de rénovation|Plan de formation|Passage aux nouvelles normes|Ouverture de l’agence|Refonte des processus',
);

export const plannedSubjects = list(
  'Rendez-vous de présentation|Point trimestriel|Relancer le devis|Préparer la proposition|Visite du site|Démonstration|Rappeler pour la commande|Envoyer la documentation|Réunion de lancement|Déjeuner|Négociation des conditions|Vérifier la livraison|Signature du contrat|Bilan annuel|Inviter au salon',
);

export const exchangeSubjects = list(
  'Demande de prix|Relance du devis|Question sur la livraison|Présentation de l’offre|Point d’avancement|Réclamation|Confirmation de commande|Envoi de la documentation|Prise de contact|Retour sur la démonstration|Mise à jour des coordonnées|Négociation|Remerciements|Demande de rappel|Suivi après livraison',
);

export const meetingPlaces = list(
  'Dans leurs locaux|Chez nous|Visioconférence|Salon professionnel, Lyon|Café de la gare|Sur le chantier',
);

export const reports = list(
  'Échange cordial ; attend notre proposition chiffrée avant la fin du mois.|Le budget est validé, reste à convaincre la direction technique.|N’était pas disponible, a demandé à être rappelé mardi matin.|Souhaite comparer avec deux autres fournisseurs.|Très intéressée par la maintenance incluse, question sur les délais.|Livraison incomplète, geste commercial à prévoir.|Confirme la commande par e-mail dans la journée.|Projet repoussé au prochain exercice, garder le contact.|A transmis le cahier des charges, réponse attendue sous quinze jours.|Nouvel interlocuteur aux achats, à rencontrer.',
);
