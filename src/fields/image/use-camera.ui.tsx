import { useMediaQuery } from '@mantine/hooks';

/** Whether the device is held in the hand: there « take a photo » opens the camera, elsewhere it would choose a file. */
export function useCamera(): boolean {
  return useMediaQuery('(hover: none) and (pointer: coarse)', undefined, { getInitialValueInEffect: false }) ?? false;
}
