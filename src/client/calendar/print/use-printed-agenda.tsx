import './printed-agenda.css';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { PrintedAgenda } from './printed-agenda.tsx';

/** Puts the agenda in place of the screen while the page is printed, by whatever way. It is drawn only then. */
export const usePrintedAgenda = (): void => {
  useEffect(() => {
    const paper = document.createElement('div');
    paper.className = 'paper';
    const put = (): void => {
      document.body.append(paper);
      render(<PrintedAgenda />, paper);
    };
    const take = (): void => {
      render(null, paper);
      paper.remove();
    };
    addEventListener('beforeprint', put);
    addEventListener('afterprint', take);
    return () => {
      removeEventListener('beforeprint', put);
      removeEventListener('afterprint', take);
      take();
    };
  }, []);
};
