import { X } from 'lucide-preact';
import type { DocumentBody } from '../../contract/http/document.ts';
import { narrow } from '../calendar/parts/media-query.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { type CommandName, commandIcon, commandsFor, runCommand } from './list/document-commands.ts';

/** The rest is in each row's menu. */
const IN_BAR: ReadonlySet<CommandName> = new Set(['download', 'share', 'move', 'copy', 'delete', 'restore', 'purge']);

interface SelectionBarProps {
  readonly documents: readonly DocumentBody[];
  readonly onClear: () => void;
}

/** How many are chosen, and what can be done with them together. */
export const SelectionBar = ({ documents, onClear }: SelectionBarProps) => (
  <div class="selection" role="toolbar" aria-label={t('documents.selection', { count: documents.length })}>
    <IconButton icon={X} label={t('documents.action.deselect')} onClick={onClear} />
    <p class="selection__count figures" aria-live="polite">
      {t('documents.selection', { count: documents.length })}
    </p>
    {commandsFor(documents)
      .filter((name) => IN_BAR.has(name))
      .map((name) =>
        narrow.value ? (
          <IconButton
            key={name}
            icon={commandIcon(name)}
            label={t(`documents.action.${name}`)}
            onClick={() => runCommand(name, documents)}
          />
        ) : (
          <Button key={name} kind="quiet" icon={commandIcon(name)} onClick={() => runCommand(name, documents)}>
            {t(`documents.action.${name}`)}
          </Button>
        ),
      )}
  </div>
);
