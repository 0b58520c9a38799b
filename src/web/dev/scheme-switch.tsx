import { SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMessages } from '../language/catalogue.ts';
import { devMessages } from '../language/dev.ts';

/** Shows the page in light or dark. */
export function SchemeSwitch() {
  const words = useMessages(devMessages);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <SegmentedControl
      size="xs"
      value={scheme}
      onChange={(value) => setColorScheme(value === 'dark' ? 'dark' : 'light')}
      data={[
        { value: 'light', label: words.light },
        { value: 'dark', label: words.dark },
      ]}
    />
  );
}
