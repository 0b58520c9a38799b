/** Longest side of a picture that is looked at while a form is checked, in pixels. */
const longestSide = 1280;

/**
 * Takes a picture (a file, what a camera took); returns it upright, of a bounded size and without metadata, as a `data:`
 * address that the state of the router can carry. Throws where the browser cannot read it as a picture.
 */
export async function pictureAddressOf(picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    // What is transparent would turn black.
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.85);
  } finally {
    bitmap.close();
  }
}

/** Takes the `data:` address of a picture and a name; returns it as a file to be sent. */
export function fileOfPicture(address: string, name: string): File {
  const [head = '', text = ''] = address.split(',', 2);
  const type = /^data:([^;,]+)/.exec(head)?.[1] ?? 'image/jpeg';
  return new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name, { type });
}
