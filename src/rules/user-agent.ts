/** What a person recognises a device by; an empty text for what cannot be told. */
export interface Device {
  readonly browser: string;
  readonly system: string;
}

/** In order: most browsers also claim to be those further down. */
const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

function nameOf(text: string, names: typeof browsers): string {
  return names.find(([pattern]) => pattern.test(text))?.[1] ?? '';
}

/** Takes a User-Agent header; returns the browser and the system it names. It is a hint, which anyone may forge. */
export function deviceOf(userAgent: string | null | undefined): Device {
  const text = userAgent ?? '';
  return { browser: nameOf(text, browsers), system: nameOf(text, systems) };
}
