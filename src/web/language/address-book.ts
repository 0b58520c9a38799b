import { catalogue } from './catalogue.ts';

/** The words of the address book of one's telephone. */
export const addressBookMessages = catalogue({
  fr: {
    title: 'Contacts sur mon téléphone',
    help: 'Les contacts que vous voyez dans Carnet apparaissent dans le répertoire du téléphone, qui affiche alors le nom de qui appelle. Ils se tiennent à jour d’eux-mêmes.',
    notSecure:
      'Cette adresse n’est pas en https : un iPhone la refuse, et sur d’autres appareils la clé voyagerait en clair. Demandez à votre administrateur une adresse en https.',
    newDevice: 'Relier un appareil',
    newDeviceHelp: 'Chaque appareil a sa clé : si vous en perdez un, révoquez la sienne, les autres continuent.',
    deviceName: 'Nom de l’appareil',
    deviceExample: 'iPhone de Claire',
    mayWrite: 'Cet appareil peut aussi ajouter et modifier des contacts',
    mayWriteHelp:
      'Sinon il les lit seulement. Un contact ajouté doit nommer une société connue de Carnet ; s’il existe déjà, rien n’est créé.',
    make: 'Créer l’accès',
    ready: (name: string) => `Reliez ${name}`,
    readyHelp: 'Le mot de passe n’est montré qu’ici. Gardez cette page ouverte le temps du réglage.',
    server: 'Serveur',
    userName: 'Nom d’utilisateur',
    password: 'Mot de passe',
    square: 'Le mot de passe, à lire avec l’appareil photo du téléphone',
    profile: 'Télécharger le profil pour iPhone, iPad ou Mac',
    profileHelp: 'Ouvrez-le sur l’appareil, puis Réglages › Profil téléchargé › Installer : rien d’autre à saisir.',
    apple: 'iPhone, iPad',
    appleSteps:
      'Réglages › Apps › Contacts › Comptes › Ajouter un compte › Autre › Ajouter un compte CardDAV. Saisissez le serveur, le nom d’utilisateur et le mot de passe ci-dessus.',
    android: 'Android',
    androidSteps:
      'Installez DAVx⁵ (F-Droid ou Play Store). « + » › Connexion avec une URL et un nom d’utilisateur : le serveur, le nom et le mot de passe ci-dessus. Cochez le carnet « Contacts de Carnet » et synchronisez.',
    thunderbird: 'Thunderbird',
    thunderbirdSteps:
      'Carnet d’adresses › Nouveau carnet d’adresses › Ajouter un carnet CardDAV. Saisissez le nom d’utilisateur et le serveur, puis le mot de passe.',
    another: 'Relier un autre appareil',
    revoke: 'Un appareil perdu ? Révoquez sa clé :',
    keys: 'Clés d’API',
  },
  en: {
    title: 'Contacts on my phone',
    help: 'The contacts you see in Carnet appear in the phone’s address book, which then shows the name of who calls. They keep themselves up to date.',
    notSecure:
      'This address is not https: an iPhone refuses it, and on other devices the key would travel in the clear. Ask your administrator for an https address.',
    newDevice: 'Connect a device',
    newDeviceHelp: 'Each device has its key: if you lose one, revoke its key, the others go on.',
    deviceName: 'Name of the device',
    deviceExample: 'Claire’s iPhone',
    mayWrite: 'This device may also add and change contacts',
    mayWriteHelp:
      'Otherwise it only reads them. A contact that is added must name a company known to Carnet; if it exists already, nothing is made.',
    make: 'Make the access',
    ready: (name: string) => `Connect ${name}`,
    readyHelp: 'The password is shown here only. Keep this page open while you set the device up.',
    server: 'Server',
    userName: 'User name',
    password: 'Password',
    square: 'The password, to be read with the camera of the phone',
    profile: 'Download the profile for iPhone, iPad or Mac',
    profileHelp: 'Open it on the device, then Settings › Profile downloaded › Install: nothing else to type.',
    apple: 'iPhone, iPad',
    appleSteps:
      'Settings › Apps › Contacts › Accounts › Add account › Other › Add CardDAV account. Type the server, the user name and the password above.',
    android: 'Android',
    androidSteps:
      'Install DAVx⁵ (F-Droid or Play Store). “+” › Login with URL and user name: the server, the name and the password above. Tick the book “Carnet contacts” and synchronise.',
    thunderbird: 'Thunderbird',
    thunderbirdSteps:
      'Address book › New address book › Add CardDAV address book. Type the user name and the server, then the password.',
    another: 'Connect another device',
    revoke: 'A lost device? Revoke its key:',
    keys: 'API keys',
  },
});
