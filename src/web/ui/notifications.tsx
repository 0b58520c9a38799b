import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications } from '@mantine/notifications';

export { notifications };

/** The toasts shown now. On a phone they stand above the bar at the bottom. */
export function ToastList() {
  return <Notifications position="bottom-right" limit={4} className="toasts" />;
}
