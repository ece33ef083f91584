import { useEffect } from 'preact/hooks';
import { productName } from '../../shared/product.ts';

/** The title of the browser's tab, while a screen is shown. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} – ${productName()}`;
  }, [title]);
};
