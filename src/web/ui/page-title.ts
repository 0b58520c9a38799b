import { useEffect } from 'react';

/** Makes `title` the page's title in the browser's tab and history. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Carnet' : `${title} · Carnet`;
  }, [title]);
}
