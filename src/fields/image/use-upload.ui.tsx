import { useState } from 'react';
import { isApiProblem } from '../../web/api/problem.ts';
import type { StoredFile } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { largestFile, uploadFile } from './upload.ui.tsx';

/** Sends the file a person chose; tells while it is sent and why it was refused. */
export function useUpload(onStored: (file: StoredFile) => void) {
  const words = useMessages(fieldMessages);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (file: File | null) => {
    if (!file) return;
    if (file.size > largestFile) {
      setProblem(words.fileTooLarge);
      return;
    }
    setSending(true);
    setProblem(null);
    try {
      onStored(await uploadFile(file));
    } catch (error) {
      setProblem(isApiProblem(error) ? error.detail : words.uploadFailed);
    } finally {
      setSending(false);
    }
  };
  return { send, sending, problem };
}
