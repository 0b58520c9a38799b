import { catalogue } from './catalogue.ts';

/** The words of the window where a photo is chosen and cut square (F17). */
export const pictureMessages = catalogue({
  fr: {
    drop: 'Déposez une photo ici, ou collez-la (Ctrl + V)',
    choose: 'Choisir un fichier',
    take: 'Prendre une photo',
    another: 'Une autre photo',
    crop: 'Cadrage de la photo',
    cropHelp: 'Déplacez la photo à la souris, au doigt ou avec les flèches ; + et − l’agrandissent et la réduisent.',
    zoom: 'Agrandissement',
    use: 'Utiliser cette photo',
    remove: 'Retirer la photo',
    cancel: 'Annuler',
    opening: 'Ouverture de la photo…',
    notPicture: (name: string) =>
      `« ${name} » n’est pas une photo que ce navigateur sait ouvrir : choisissez un fichier JPEG, PNG, WebP ou GIF.`,
    heic: (name: string) =>
      `« ${name} » est au format HEIC des iPhone, que ce navigateur n’ouvre pas : enregistrez la photo en JPEG, ou choisissez « Le plus compatible » dans les réglages de l’appareil photo.`,
    nothingPasted: 'Le presse-papiers ne contient pas d’image.',
    close: 'Fermer',
  },
  en: {
    drop: 'Drop a photo here, or paste it (Ctrl + V)',
    choose: 'Choose a file',
    take: 'Take a photo',
    another: 'Another photo',
    crop: 'Cut of the photo',
    cropHelp: 'Move the photo with the mouse, a finger or the arrows; + and − make it larger and smaller.',
    zoom: 'Zoom',
    use: 'Use this photo',
    remove: 'Remove the photo',
    cancel: 'Cancel',
    opening: 'Opening the photo…',
    notPicture: (name: string) =>
      `“${name}” is no photo that this browser can open: choose a JPEG, PNG, WebP or GIF file.`,
    heic: (name: string) =>
      `“${name}” is in the HEIC format of iPhones, which this browser cannot open: save the photo as JPEG, or choose “Most Compatible” in the camera’s settings.`,
    nothingPasted: 'The clipboard holds no image.',
    close: 'Close',
  },
});
