import { features } from './main.features.ts';
import { runJobThread } from './server/operations/job-worker.ts';

await runJobThread(features);
