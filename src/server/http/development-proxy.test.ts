import { expect, test } from 'vitest';
import configuration from '../../../vite.config.ts';

test('the development server hands requests on with the address that the browser asked, which the check of origins needs', () => {
  const proxy = configuration.server?.proxy ?? {};
  expect(Object.keys(proxy)).toEqual(expect.arrayContaining(['/api', '/health']));
  // A bare address would have Vite replace the host by the server's own.
  for (const target of Object.values(proxy)) expect(target).toMatchObject({ changeOrigin: false });
});
