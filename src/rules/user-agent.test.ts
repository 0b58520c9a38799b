import { expect, test } from 'vitest';
import { deviceOf } from './user-agent.ts';

test('a device is told by its browser and its system, whatever else the browser claims to be', () => {
  const told = (text: string) => Object.values(deviceOf(text)).join(' / ');
  expect(
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141 Mobile Safari/604.1',
      '',
    ].map(told),
  ).toEqual(['Edge / Windows', 'Safari / macOS', 'Firefox / Linux', 'Chrome / Android', 'Chrome / iPhone', ' / ']);
});
