import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import { type Choices, carryChoices, firstChoices } from './choices.ts';
import { keepChoices, readChoices } from './choices-storage.ts';
import type { FileCorrections, ImportFile } from './import-file.ts';

/** The query of a file that was sent. */
export function importFileQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id] as const,
    queryFn: ({ signal }) => api.get<ImportFile>(`/imports/${encodeURIComponent(id)}`, { signal }),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** A file sent, what is chosen for it, and how to change both. */
export interface FileAtHand {
  readonly file: ImportFile;
  readonly choices: Choices;
  readonly choose: (choices: Choices) => void;
  /** Has the file read otherwise; throws an `ApiProblem` when it cannot be read so. */
  readonly correct: (corrections: FileCorrections) => Promise<void>;
}

/** Takes the id of a file ('' for none); returns it with its choices once read. */
export function useImportFile(id: string): { readonly atHand: FileAtHand | null; readonly error: unknown } {
  const client = useQueryClient();
  const { data: file, error } = useQuery(importFileQuery(id));
  const [chosen, setChosen] = useState<{ readonly id: string; readonly choices: Choices } | null>(null);
  const choices = chosen?.id === id ? chosen.choices : null;

  useEffect(() => {
    if (file && choices === null) setChosen({ id, choices: readChoices(id) ?? firstChoices(file) });
  }, [file, choices, id]);

  const choose = useCallback(
    (next: Choices) => {
      keepChoices(id, next);
      setChosen({ id, choices: next });
    },
    [id],
  );
  const correct = async (corrections: FileCorrections): Promise<void> => {
    if (!file || !choices) return;
    const after = await api.post<ImportFile>(`/imports/${id}/describe`, { body: { options: corrections } });
    choose({ ...carryChoices(choices, file, after), corrections });
    client.setQueryData(importFileQuery(id).queryKey, after);
  };
  return { atHand: file && choices ? { file, choices, choose, correct } : null, error };
}
