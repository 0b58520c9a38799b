import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type CardFile, readCards } from './card-list.ts';
import type { ImportFile } from './import-file.ts';
import type { FileRefusal } from './refused-file.tsx';
import { type Upload, upload } from './upload.ts';
import { importFileQuery } from './use-import-file.ts';

/** People found in a file, before any of them is sent. */
export interface PeopleFound extends CardFile {
  readonly name: string;
}

/** Taking a file in: read here when it holds people, else sent. */
export interface FileIntake {
  readonly take: (file: File) => void;
  /** Sends a file for the record type; returns what the server made of it, null when it was refused or stopped. */
  readonly send: (file: File) => Promise<ImportFile | null>;
  /** Goes on to the matching of a file that was sent. */
  readonly open: (file: ImportFile) => void;
  readonly sending: { readonly name: string; readonly part: number } | null;
  readonly stop: () => void;
  readonly refusal: FileRefusal | null;
  readonly people: PeopleFound | null;
  /** Gives up the people found: another file. */
  readonly forget: () => void;
}

/** A file of cards larger than this is sent whole, in bytes: nobody chooses among so many. */
const largestRead = 64 * 1024 * 1024;

function mayHoldCards({ name, type, size }: File): boolean {
  return size <= largestRead && (/\.(vcf|vcard)$/i.test(name) || type === 'text/vcard' || type === 'text/x-vcard');
}

/** Takes the record type; returns how a file is taken in and how far that is. */
export function useFileIntake(record: EffectiveRecord): FileIntake {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<FileIntake['sending']>(null);
  const [refusal, setRefusal] = useState<FileRefusal | null>(null);
  const [people, setPeople] = useState<PeopleFound | null>(null);
  const current = useRef<Upload | null>(null);
  useEffect(() => () => current.current?.stop(), []);

  const send = useCallback(
    async (file: File): Promise<ImportFile | null> => {
      setRefusal(null);
      setSending({ name: file.name, part: 0 });
      const begun = upload(record.name, file, (part) => setSending({ name: file.name, part }));
      current.current = begun;
      try {
        const answer = await begun.answer;
        client.setQueryData(importFileQuery(answer.id).queryKey, answer);
        return answer;
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'AbortError')) setRefusal({ name: file.name, error });
        return null;
      } finally {
        current.current = null;
        setSending(null);
      }
    },
    [client, record],
  );
  const open = useCallback(
    (file: ImportFile) => void navigate({ to: '/import', search: { record: record.name, file: file.id } }),
    [navigate, record],
  );
  const take = useCallback(
    async (file: File): Promise<void> => {
      setRefusal(null);
      if (mayHoldCards(file)) {
        setSending({ name: file.name, part: 1 });
        const found = await readCards(file).finally(() => setSending(null));
        if (found.cards.length > 0) {
          setPeople({ name: file.name, ...found });
          return;
        }
      }
      const sent = await send(file);
      if (sent) open(sent);
    },
    [send, open],
  );
  return {
    take: useCallback((file: File) => void take(file), [take]),
    send,
    open,
    sending,
    stop: () => current.current?.stop(),
    refusal,
    people,
    forget: () => setPeople(null),
  };
}
