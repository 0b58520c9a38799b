import { startPortal } from './features/portal/portal-application.ui.tsx';

startPortal();
