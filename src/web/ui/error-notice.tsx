import { Alert, Button } from '@mantine/core';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';

interface ErrorNoticeProps {
  readonly error: unknown;
  /** Tries again; no button where absent. */
  readonly onRetry?: () => void;
}

/** Says why something could not be shown, in the reader's words, and offers to try again. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const words = useMessages(uiMessages);
  return (
    <Alert color="red" variant="light" title={words.somethingFailed} role="alert" m="md">
      {isApiProblem(error) ? <p style={{ margin: 0 }}>{error.detail}</p> : null}
      {onRetry ? (
        <Button mt="xs" size="compact-sm" variant="default" onClick={onRetry}>
          {words.retry}
        </Button>
      ) : null}
    </Alert>
  );
}
