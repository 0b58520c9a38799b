import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Crop, firstCrop, mostZoom, movedCrop, type PictureSize, sideOf, zoomedCrop } from './crop.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 12_000 }) });
const gesture = fc.oneof(
  fc.record({ right: fc.double({ min: -3, max: 3, noNaN: true }), down: fc.double({ min: -3, max: 3, noNaN: true }) }),
  fc.record({ zoom: fc.double({ min: 0, max: 50, noNaN: true }) }),
);

test('whatever is done with it, the square stays a square of the picture', () => {
  fc.assert(
    fc.property(size, fc.array(gesture, { maxLength: 30 }), (picture: PictureSize, gestures) => {
      const crop = gestures.reduce<Crop>(
        (known, one) =>
          'zoom' in one ? zoomedCrop(picture, known, one.zoom) : movedCrop(picture, known, one.right, one.down),
        firstCrop(picture),
      );
      const half = sideOf(picture, crop) / 2;
      expect(crop.zoom).toBeGreaterThanOrEqual(1);
      expect(crop.zoom).toBeLessThanOrEqual(mostZoom);
      for (const [middle, length] of [
        [crop.x, picture.width],
        [crop.y, picture.height],
      ] as const) {
        expect(middle - half).toBeGreaterThanOrEqual(-1e-6);
        expect(middle + half).toBeLessThanOrEqual(length + 1e-6);
      }
    }),
  );
});

test('a portrait begins at its upper part, a landscape in the middle', () => {
  expect(firstCrop({ width: 300, height: 900 })).toEqual({ x: 150, y: 360, zoom: 1 });
  expect(firstCrop({ width: 900, height: 300 })).toEqual({ x: 450, y: 150, zoom: 1 });
});
