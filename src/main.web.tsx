import { startApplication } from './web/app/application.tsx';

startApplication([]);
