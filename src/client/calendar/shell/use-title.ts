import { useEffect } from 'preact/hooks';

/** The title of the browser's tab, while a screen is shown. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} – WebMeeting`;
  }, [title]);
};
