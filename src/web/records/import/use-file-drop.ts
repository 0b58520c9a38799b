import { useEffect, useState } from 'react';

/** A table copied from a spreadsheet has at least two lines, or two cells. */
function isTable(text: string): boolean {
  return text.includes('\t') || text.trim().includes('\n');
}

/** Takes what is pasted; returns the file in it: one copied as a file, or the text of a table. */
function pastedFile(data: DataTransfer | null, name: string): File | null {
  const file = data?.files[0];
  if (file) return file;
  const text = data?.getData('text/plain') ?? '';
  if (/^\s*BEGIN:VCARD/i.test(text)) return new File([text], `${name}.vcf`, { type: 'text/vcard' });
  return isTable(text) ? new File([text], `${name}.csv`, { type: 'text/csv' }) : null;
}

/**
 * Takes a file wherever it is dropped on the page, or pasted. `pastedName` names a table pasted as text, without its
 * ending. Returns whether a file is being held over the page.
 */
export function useFileDrop(onFile: (file: File) => void, enabled: boolean, pastedName: string): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return;
      const file = pastedFile(event.clipboardData, pastedName);
      if (!file) return;
      event.preventDefault();
      onFile(file);
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [onFile, enabled, pastedName]);
  return over && enabled;
}
