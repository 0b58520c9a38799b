import './web/app/no-compiled-schemas.ts';
import { startApplication } from './web/app/application.tsx';

startApplication([]);
