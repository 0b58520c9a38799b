/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The square that is kept of a picture: its middle in pixels, and how much larger than whole it is seen. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  /** 1 keeps the largest square there is. */
  readonly zoom: number;
}

/** Most that a picture is enlarged. */
export const mostZoom = 5;

/** Takes a picture's size and a crop; returns the side of its square in pixels. */
export function sideOf({ width, height }: PictureSize, { zoom }: Crop): number {
  return Math.min(width, height) / zoom;
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Takes a picture's size and a crop; returns it moved to where the whole square lies in the picture. */
function inside(size: PictureSize, crop: Crop): Crop {
  const zoom = within(crop.zoom, 1, mostZoom);
  const half = sideOf(size, { ...crop, zoom }) / 2;
  return { zoom, x: within(crop.x, half, size.width - half), y: within(crop.y, half, size.height - half) };
}

/** Takes a picture's size; returns the square it begins with: of a portrait, the upper part, where the face is. */
export function firstCrop(size: PictureSize): Crop {
  return inside(size, { x: size.width / 2, y: size.height * 0.4, zoom: 1 });
}

/** Takes a picture's size, a crop and by how many squares it goes to the right and down; returns it, never beyond the edge. */
export function movedCrop(size: PictureSize, crop: Crop, right: number, down: number): Crop {
  const side = sideOf(size, crop);
  return inside(size, { ...crop, x: crop.x + right * side, y: crop.y + down * side });
}

/** Takes a picture's size, a crop and a zoom; returns the crop with it, about the same middle as far as the edge lets it. */
export function zoomedCrop(size: PictureSize, crop: Crop, zoom: number): Crop {
  return inside(size, { ...crop, zoom });
}
