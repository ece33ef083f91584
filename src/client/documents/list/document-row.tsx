import { EllipsisVertical, UsersRound } from 'lucide-preact';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { displayZone } from '../../calendar/shell/session.ts';
import { IconButton } from '../../shared/button.tsx';
import { formatBytes } from '../../shared/format-bytes.ts';
import { formatDayAndTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { openDocument } from '../document-actions.ts';
import { renaming } from '../documents-state.ts';
import { fileKind, kindIcon } from '../preview/file-kind.ts';
import { dropTarget, endDrag } from './drag-documents.ts';
import { RenameField } from './rename-field.tsx';
import { type MenuPlace, placeAt } from './row-menu.tsx';

export interface RowEvents {
  readonly onPress: (event: MouseEvent) => void;
  readonly onToggle: () => void;
  readonly onMenu: (place: MenuPlace) => void;
  readonly onDragStart: (event: DragEvent) => void;
  readonly onRenamed: (document: DocumentBody) => void;
  readonly onRenameEnd: (focus: boolean) => void;
}

interface DocumentRowProps extends RowEvents {
  readonly document: DocumentBody;
  readonly chosen: boolean;
  /** Where the keyboard is. */
  readonly active: boolean;
  readonly when: 'changed' | 'deleted';
}

const Name = ({ document: shown, active, onRenamed, onRenameEnd }: DocumentRowProps) => {
  if (renaming.value === shown.id) return <RenameField document={shown} onRenamed={onRenamed} onEnd={onRenameEnd} />;
  const inBin = shown.deletedAt !== undefined;
  return (
    <>
      {inBin ? (
        <span class="documents__name">{shown.name}</span>
      ) : (
        <button
          type="button"
          class="documents__name documents__open"
          tabIndex={active ? 0 : -1}
          onClick={(event) => {
            // With a key it chooses, as a press on the row does.
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.stopPropagation();
            openDocument(shown);
          }}
        >
          {shown.name}
        </button>
      )}
      {shown.shared && shown.mine && (
        <span class="documents__mark">
          <Icon of={UsersRound} size={16} label={t('documents.shared')} />
        </span>
      )}
    </>
  );
};

/** One document of the list: what it is, how large, when it changed. */
export const DocumentRow = (props: DocumentRowProps) => {
  const { document: shown, chosen, active, when, onPress, onToggle, onMenu, onDragStart } = props;
  const kind = fileKind(shown);
  const moment = (when === 'deleted' ? shown.deletedAt : undefined) ?? shown.changedAt;
  const isFolder = shown.kind === 'folder';
  const movable = shown.mine && shown.deletedAt === undefined && renaming.value !== shown.id;
  return (
    <tr
      class="documents__row"
      data-id={shown.id}
      aria-selected={chosen}
      tabIndex={active ? 0 : -1}
      draggable={movable}
      onClick={onPress}
      onDblClick={() => {
        if (shown.deletedAt === undefined) openDocument(shown);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(placeAt(event));
      }}
      onDragStart={onDragStart}
      onDragEnd={endDrag}
      {...dropTarget(isFolder && shown.mine && shown.deletedAt === undefined ? shown : undefined)}
    >
      <td class="documents__check">
        <label>
          <input
            type="checkbox"
            tabIndex={active ? 0 : -1}
            checked={chosen}
            aria-label={t('documents.select', { name: shown.name })}
            onClick={(event) => event.stopPropagation()}
            onChange={onToggle}
          />
        </label>
      </td>
      <td class="documents__main">
        <span class={`documents__icon documents__icon--${kind}`}>
          <Icon of={kindIcon(kind)} label={t(`documents.kind.${kind}`)} />
        </span>
        <span class="documents__title">
          <Name {...props} />
          {!shown.mine && shown.owner && (
            <span class="documents__owner small muted">
              {t('documents.of', { name: shown.owner.name || shown.owner.email })}
            </span>
          )}
        </span>
      </td>
      <td class="documents__bytes figures">{isFolder ? '' : formatBytes(shown.bytes)}</td>
      <td class="documents__when figures">{formatDayAndTime(moment, displayZone.value)}</td>
      <td class="documents__more">
        <IconButton
          icon={EllipsisVertical}
          label={t('documents.menuOf', { name: shown.name })}
          tabIndex={active ? 0 : -1}
          aria-haspopup="menu"
          onClick={(event) => {
            event.stopPropagation();
            onMenu(event.currentTarget);
          }}
        />
      </td>
    </tr>
  );
};
