import { useEffect, useRef } from 'react';

const savers = new Set<() => Promise<unknown>>();

/** For a page that saves by itself: what to do before the person at this seat goes. */
export function useUnsaved(save: () => Promise<unknown>): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const saver = (): Promise<unknown> => latest.current();
    savers.add(saver);
    return () => {
      savers.delete(saver);
    };
  }, []);
}

/** Lets every page save while the person is still known; what fails stays with its page. */
export async function saveUnsaved(): Promise<void> {
  await Promise.allSettled([...savers].map((save) => save()));
}
