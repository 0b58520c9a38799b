import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is as narrow as a phone's: known in the first picture, and followed when it is turned. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
}
