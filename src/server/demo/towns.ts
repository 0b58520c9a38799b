/** A French town: its name, the postcode of its centre, its region. */
export interface Town {
  readonly city: string;
  readonly postcode: string;
  readonly region: string;
}

const regions: Readonly<Record<string, string>> = {
  'Auvergne-Rhône-Alpes':
    'Lyon 69002|Grenoble 38000|Saint-Étienne 42000|Villeurbanne 69100|Clermont-Ferrand 63000|Annecy 74000|Chambéry 73000|Valence 26000|Roanne 42300|Vichy 03200|Montluçon 03100|Bourg-en-Bresse 01000|Oyonnax 01100|Aurillac 15000|Le Puy-en-Velay 43000|Vienne 38200|Bourgoin-Jallieu 38300|Privas 07000',
  'Île-de-France':
    'Paris 75009|Paris 75011|Paris 75015|Boulogne-Billancourt 92100|Saint-Denis 93200|Montreuil 93100|Nanterre 92000|Créteil 94000|Versailles 78000|Évry-Courcouronnes 91000|Meaux 77100|Melun 77000|Cergy 95000|Argenteuil 95100|Saint-Germain-en-Laye 78100|Massy 91300|Rambouillet 78120|Provins 77160',
  'Provence-Alpes-Côte d’Azur':
    'Marseille 13006|Nice 06000|Toulon 83000|Aix-en-Provence 13100|Avignon 84000|Cannes 06400|Arles 13200|Gap 05000|Digne-les-Bains 04000|Fréjus 83600',
  Occitanie:
    'Toulouse 31000|Montpellier 34000|Nîmes 30000|Perpignan 66000|Béziers 34500|Montauban 82000|Albi 81000|Castres 81100|Tarbes 65000|Rodez 12000|Cahors 46000|Auch 32000|Carcassonne 11000',
  'Nouvelle-Aquitaine':
    'Bordeaux 33000|Limoges 87000|Poitiers 86000|La Rochelle 17000|Pau 64000|Bayonne 64100|Angoulême 16000|Niort 79000|Périgueux 24000|Agen 47000|Brive-la-Gaillarde 19100|Mont-de-Marsan 40000|Guéret 23000|Cognac 16100',
  'Hauts-de-France':
    'Lille 59000|Amiens 80000|Roubaix 59100|Tourcoing 59200|Dunkerque 59140|Calais 62100|Arras 62000|Valenciennes 59300|Saint-Quentin 02100|Beauvais 60000|Compiègne 60200|Lens 62300',
  'Grand Est':
    'Strasbourg 67000|Reims 51100|Metz 57000|Mulhouse 68100|Nancy 54000|Colmar 68000|Troyes 10000|Charleville-Mézières 08000|Épinal 88000|Châlons-en-Champagne 51000|Bar-le-Duc 55000',
  'Pays de la Loire':
    'Nantes 44000|Angers 49000|Le Mans 72000|Saint-Nazaire 44600|Cholet 49300|La Roche-sur-Yon 85000|Laval 53000|Les Sables-d’Olonne 85100',
  Bretagne:
    'Rennes 35000|Brest 29200|Quimper 29000|Lorient 56100|Vannes 56000|Saint-Brieuc 22000|Saint-Malo 35400|Fougères 35300',
  Normandie:
    'Rouen 76000|Le Havre 76600|Caen 14000|Cherbourg-en-Cotentin 50100|Évreux 27000|Alençon 61000|Dieppe 76200|Saint-Lô 50000',
  'Bourgogne-Franche-Comté':
    'Dijon 21000|Besançon 25000|Belfort 90000|Chalon-sur-Saône 71100|Auxerre 89000|Nevers 58000|Mâcon 71000|Dole 39100|Vesoul 70000',
  'Centre-Val de Loire':
    'Orléans 45000|Tours 37000|Bourges 18000|Blois 41000|Chartres 28000|Châteauroux 36000|Dreux 28100|Montargis 45200',
  Corse: 'Ajaccio 20000|Bastia 20200',
};

/** The towns that the demonstration's companies are in: the larger of each region first. */
export const towns: readonly Town[] = Object.entries(regions).flatMap(([region, list]) =>
  list.split('|').map((entry) => ({ city: entry.slice(0, -6), postcode: entry.slice(-5), region })),
);
