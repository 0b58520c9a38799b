import { useMessages } from '../../language/catalogue.ts';
import { mailMessages } from '../../language/mail.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { AccountSection } from '../account/account-section.tsx';
import { AddressForm } from './address-form.tsx';
import { useMailState } from './mail-queries.ts';
import { MailServerForm } from './mail-server-form.tsx';
import { MessageTable } from './message-table.tsx';

/** « Messagerie »: the server that mail leaves by, where its links lead, and what has left. */
export function MailPage() {
  const words = useMessages(mailMessages);
  const { data, error, refetch } = useMailState();
  return (
    <>
      <PageHeader title={words.mail} description={words.mailHelp} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={6} /> : null}
      {data ? (
        <>
          <AccountSection title={words.server} description={words.serverHelp}>
            <MailServerForm mail={data.mail} />
          </AccountSection>
          <AccountSection title={words.address} description={words.addressHelp}>
            <AddressForm address={data.address} mailing={data.mail !== null} />
          </AccountSection>
          <AccountSection title={words.messages} description={words.messagesHelp}>
            <MessageTable messages={data.messages} />
          </AccountSection>
        </>
      ) : null}
    </>
  );
}
