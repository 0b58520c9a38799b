import { runJobThread } from './server/operations/job-worker.ts';

await runJobThread();
