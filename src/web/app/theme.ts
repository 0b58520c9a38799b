import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: the blue-green ink of a notebook. White on shade 7 (light) is 6.9:1, on shade 6 (dark) 5.2:1. */
const ink: MantineColorsTuple = [
  '#eaf5f4',
  '#d3e8e6',
  '#a5d2ce',
  '#74bab5',
  '#4aa59f',
  '#2b9089',
  '#1a7a74',
  '#11655f',
  '#0d524e',
  '#083f3c',
];

const dark: MantineColorsTuple = [
  '#d5d9d8',
  '#b4bab9',
  '#969d9c',
  '#6d7574',
  '#434a4a',
  '#343a3a',
  '#25292a',
  '#1c1f20',
  '#151718',
  '#0f1011',
];

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

const openOptions = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 280, overflowY: 'auto' } },
} as const;

/** Mantine's theme: one accent, 14 px text, the fonts of the machine, dense controls. */
export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  // Where white and black are equally readable: a filled colour takes the one that is.
  luminanceThreshold: 0.18,
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, events: { hover: true, focus: true, touch: false } } },
    // The list of options scrolls by itself: a scrolling box around it would have to take the focus.
    Select: openOptions,
    MultiSelect: openOptions,
    TagsInput: openOptions,
    // As in the forms of records.
    InputWrapper: {
      styles: { label: { fontSize: 13, fontWeight: 500 }, description: { fontSize: 12 }, error: { fontSize: 12 } },
    },
    Modal: {
      styles: { title: { fontWeight: 600, fontSize: 16, lineHeight: 1.3 } },
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.4 } },
    },
    // The placeholder that Mantine puts first in a menu is no item: a screen reader's menu may hold items alone.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false } },
  },
});

/** The colours that are ours: grounds, lines and the words of a caution, in light and dark. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--carnet-header-height': '48px',
    '--carnet-sidebar-width': '228px',
    '--carnet-row-height': '36px',
  },
  light: {
    '--carnet-ground': '#f5f6f5',
    '--carnet-surface': '#ffffff',
    '--carnet-surface-raised': '#f5f6f5',
    '--carnet-hover': '#f0f3f2',
    '--carnet-selected': '#e4f1f0',
    '--carnet-line': '#e7eae9',
    '--carnet-line-strong': '#d0d5d4',
    '--mantine-color-dimmed': '#5b6664',
    '--mantine-color-placeholder': '#6b7674',
    '--mantine-color-text': '#1d2423',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-error': '#c32020',
    '--carnet-caution': '#8a5a00',
  },
  dark: {
    '--carnet-ground': '#151718',
    '--carnet-surface': '#1c1f20',
    '--carnet-surface-raised': '#25292a',
    '--carnet-hover': '#25292a',
    '--carnet-selected': '#16302e',
    '--carnet-line': '#2a2f2f',
    '--carnet-line-strong': '#434a4a',
    '--mantine-color-dimmed': '#9aa5a3',
    '--mantine-color-placeholder': '#8a9593',
    '--mantine-color-text': '#dfe4e3',
    '--mantine-color-body': '#1c1f20',
    '--mantine-color-error': '#ff8f8f',
    '--carnet-caution': '#f0b866',
    '--mantine-color-gray-light': '#2f3535',
    '--mantine-color-gray-light-hover': '#394040',
    '--mantine-color-gray-light-color': '#d5d9d8',
    '--mantine-color-ink-light': '#173a37',
    '--mantine-color-ink-light-hover': '#1c4541',
    '--mantine-color-ink-light-color': '#a5d2ce',
    '--mantine-primary-color-light': '#173a37',
    '--mantine-primary-color-light-hover': '#1c4541',
    '--mantine-primary-color-light-color': '#a5d2ce',
  },
});
