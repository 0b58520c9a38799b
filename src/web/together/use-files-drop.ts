import { useEffect, useState } from 'react';

function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** Takes files wherever they are dropped on the page, or pasted outside of a field. Returns whether some are held over it. */
export function useFilesDrop(onFiles: (files: readonly File[]) => void, enabled: boolean): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const stop = new AbortController();
    const on = <Kind extends 'dragover' | 'dragleave' | 'drop' | 'paste'>(
      kind: Kind,
      handle: (event: DocumentEventMap[Kind]) => void,
    ) => document.addEventListener(kind, handle, { signal: stop.signal });
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    on('dragover', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      onFiles(filesOf(event.dataTransfer));
    });
    on('paste', (event) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0 || (event.target instanceof HTMLElement && event.target.matches('input, textarea')))
        return;
      event.preventDefault();
      onFiles(files);
    });
    return () => stop.abort();
  }, [onFiles, enabled]);
  return over && enabled;
}
