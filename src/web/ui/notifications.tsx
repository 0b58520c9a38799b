import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications } from '@mantine/notifications';

export { notifications };

/** The toasts shown now: on a desk where no form has its buttons, on a phone above the bar at the bottom. */
export function ToastList() {
  return <Notifications position="bottom-left" limit={4} className="toasts" />;
}
