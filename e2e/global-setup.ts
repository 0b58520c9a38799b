import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startCarnet } from './carnet.ts';
import { withAdministrator } from './record-fixture.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a Carnet that has its administrator and nothing else, stopped. */
    begunData: string;
  }
}

/**
 * Makes once what most journeys begin from, a Carnet with its administrator: each takes a copy of its data instead of
 * making a database of its own. What a first start does is tried in `start.test.ts` and `first-use.test.ts`.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const { dataFolder, stop } = await startCarnet(withAdministrator);
  await stop();
  project.provide('begunData', dataFolder);
  return () => rmSync(dataFolder, { recursive: true, force: true });
}
