import { Printer } from 'lucide-preact';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import type { MenuItem } from '../../shared/menu.tsx';
import { usePrintedAgenda } from './use-printed-agenda.tsx';

/** For a menu, where there is no room for the button. */
export const printItem = (): MenuItem => ({
  label: t('agendaPrint.action'),
  icon: Printer,
  onChoose: () => print(),
});

/** The button that prints what the view shows; while it is there, the browser's own command prints the same. */
export const PrintAction = () => {
  usePrintedAgenda();
  return <IconButton class="print-action" icon={Printer} label={t('agendaPrint.label')} onClick={() => print()} />;
};
