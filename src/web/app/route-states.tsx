import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { usePageTitle } from '../ui/page-title.ts';

/** Says that the address leads nowhere. */
export function NotFound() {
  const words = useMessages(shellMessages);
  usePageTitle(words.notFoundTitle);
  return (
    <EmptyState
      page
      title={words.notFoundTitle}
      action={
        <Button variant="light" component={Link} to="/">
          {words.backHome}
        </Button>
      }
    >
      {words.notFoundText}
    </EmptyState>
  );
}

/** Says that one's role does not open this page. */
export function Forbidden() {
  const words = useMessages(shellMessages);
  usePageTitle(words.forbiddenTitle);
  return (
    <EmptyState page title={words.forbiddenTitle}>
      {words.forbiddenText}
    </EmptyState>
  );
}

/** Says why a page could not be shown, and offers to try again. */
export function PageFailed({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return <ErrorNotice error={error} onRetry={() => void router.invalidate()} />;
}
