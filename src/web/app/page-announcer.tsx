import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Tells a screen reader the title of each page that is opened: nothing else says that the page changed. */
export function PageAnnouncer() {
  const [title, setTitle] = useState('');
  useEffect(() => {
    const observer = new MutationObserver(() => setTitle(document.title));
    const element = document.querySelector('title');
    if (element) observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return <VisuallyHidden role="status">{title}</VisuallyHidden>;
}
