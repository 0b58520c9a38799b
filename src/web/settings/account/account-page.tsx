import type { ComponentType } from 'react';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { OwnSessionsSection } from './sessions-section.tsx';
import { TotpSection } from './totp-section.tsx';

/** The parts of the page, in order: each draws an `AccountSection`, or nothing. */
const sections: readonly (readonly [name: string, section: ComponentType])[] = [
  ['password', PasswordSection],
  ['totp', TotpSection],
  ['passkeys', PasskeysSection],
  ['notifications', NotificationsSection],
  ['sessions', OwnSessionsSection],
];

/** « Mon compte »: how one signs in, and where one is signed in. */
export function AccountPage() {
  const words = useMessages(accountMessages);
  return (
    <>
      <PageHeader title={words.account} description={words.accountHelp} />
      {sections.map(([name, Section]) => (
        <Section key={name} />
      ))}
    </>
  );
}
