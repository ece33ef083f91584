import './document-table.css';
import { ArrowDown, ArrowUp } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { touch } from '../../calendar/parts/media-query.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { openDocument } from '../document-actions.ts';
import type { SortKey } from '../documents-api.ts';
import { renaming, sorting } from '../documents-state.ts';
import { commandGroups, commandsFor, runCommand } from './document-commands.ts';
import { DocumentRow } from './document-row.tsx';
import { startDrag } from './drag-documents.ts';
import { type MenuPlace, RowMenu } from './row-menu.tsx';
import { chooseAll, chooseNone, concerned, moveBy, press, type Selection, toggle } from './selection.ts';

const SortHead = ({ sort, label }: { readonly sort: SortKey; readonly label: string }) => {
  const { key, descending } = sorting.value;
  const here = key === sort;
  return (
    <th
      scope="col"
      class={`documents__${sort === 'changed' ? 'when' : sort}`}
      {...(here ? { 'aria-sort': descending ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        class="documents__sort"
        onClick={() => {
          // Names begin with A; sizes and days with the greatest.
          sorting.value = { key: sort, descending: here ? !descending : sort !== 'name' };
        }}
      >
        {label}
        {here && <Icon of={descending ? ArrowDown : ArrowUp} size={16} />}
      </button>
    </th>
  );
};

interface DocumentTableProps {
  readonly documents: readonly DocumentBody[];
  readonly when: 'changed' | 'deleted';
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onRenamed: (document: DocumentBody) => void;
}

interface OpenMenu {
  readonly place: MenuPlace;
  readonly documents: readonly DocumentBody[];
}

/** The documents with their columns; chosen and commanded with the mouse, by touch and by keys alone. */
export const DocumentTable = ({ documents, when, selection, onSelect, onRenamed }: DocumentTableProps) => {
  const body = useRef<HTMLTableSectionElement>(null);
  const [menu, setMenu] = useState<OpenMenu>();
  const ids = documents.map(({ id }) => id);
  const byId = new Map(documents.map((one) => [one.id, one]));
  const active = selection.active !== undefined && byId.has(selection.active) ? selection.active : ids[0];
  const pick = (wanted: readonly string[]): readonly DocumentBody[] =>
    wanted.map((id) => byId.get(id)).filter((one) => one !== undefined);

  const rowOf = (id: string | undefined): HTMLElement | null =>
    id === undefined ? null : (body.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null);
  const focusRow = (id: string | undefined): void => {
    requestAnimationFrame(() => rowOf(id)?.focus());
  };
  // The row that had the keyboard is gone: the one in its place has it now.
  const had = useRef(false);
  useEffect(() => {
    if (had.current && document.activeElement === document.body) rowOf(active)?.focus();
  });

  const openMenu = (id: string, place: MenuPlace): void => {
    const about = concerned(selection, id);
    if (!selection.chosen.has(id)) onSelect(press(selection, ids, id, { add: false, span: false }));
    setMenu({ place, documents: pick(about) });
  };
  const command = (id: string, name: 'rename' | 'delete' | 'purge'): boolean => {
    const about = pick(concerned(selection, id));
    if (!commandsFor(about).includes(name)) return false;
    runCommand(name, about);
    return true;
  };
  const byKey = (event: KeyboardEvent, id: string): boolean => {
    const row = byId.get(id);
    const control = event.ctrlKey || event.metaKey;
    const moved = control || event.altKey ? undefined : moveBy(selection, ids, event.key, event.shiftKey);
    if (moved) {
      onSelect(moved);
      focusRow(moved.active);
      return true;
    }
    if (control && event.key.toLowerCase() === 'a') {
      onSelect(chooseAll(selection, ids));
      return true;
    }
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      openMenu(id, rowOf(id)?.querySelector('.documents__more button') ?? placeOf(event));
      return true;
    }
    if (control || event.altKey) return false;
    if (event.key === 'F2') return command(id, 'rename');
    if (event.key === 'Delete') return command(id, 'delete') || command(id, 'purge');
    if (event.key === 'Escape' && selection.chosen.size > 0) {
      onSelect(chooseNone(selection));
      return true;
    }
    // On a button or a box these are its own.
    if (!(event.target instanceof HTMLTableRowElement)) return false;
    if (event.key === ' ') {
      onSelect(toggle({ ...selection, active: id }, id));
      return true;
    }
    if (event.key === 'Enter' && row && row.deletedAt === undefined) {
      openDocument(row);
      return true;
    }
    return false;
  };

  const pressRow = (event: MouseEvent, one: DocumentBody): void => {
    const keys = { add: event.ctrlKey || event.metaKey, span: event.shiftKey };
    // A finger opens; once something is chosen with its box it chooses more.
    if (touch.value && selection.chosen.size > 0) onSelect(toggle(selection, one.id));
    else if (touch.value && one.deletedAt === undefined) openDocument(one);
    else onSelect(press(selection, ids, one.id, keys));
  };

  const all = documents.length > 0 && documents.every(({ id }) => selection.chosen.has(id));
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = !all && selection.chosen.size > 0;
  });
  return (
    <>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen and moved through like a grid's
        role="grid"
        class="documents__table"
        aria-label={t('documents.list')}
        aria-multiselectable={true}
      >
        <thead>
          <tr>
            <th scope="col" class="documents__check">
              <label>
                <input
                  ref={box}
                  type="checkbox"
                  checked={all}
                  aria-label={t('documents.selectAll')}
                  onChange={() => onSelect(all ? chooseNone(selection) : chooseAll(selection, ids))}
                />
              </label>
            </th>
            <SortHead sort="name" label={t('documents.column.name')} />
            <SortHead sort="bytes" label={t('documents.column.bytes')} />
            <SortHead sort="changed" label={t(`documents.column.${when}`)} />
            <th scope="col" class="documents__more">
              <span class="unseen">{t('documents.action.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody
          ref={body}
          onFocusIn={(event) => {
            had.current = true;
            const id = (event.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset['id'];
            if (id !== undefined && id !== selection.active) onSelect({ ...selection, active: id });
          }}
          onFocusOut={(event) => {
            if (event.relatedTarget !== null) had.current = false;
          }}
          onKeyDown={(event) => {
            const id = (event.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset['id'];
            if (id !== undefined && byKey(event, id)) event.preventDefault();
          }}
        >
          {documents.map((one) => (
            <DocumentRow
              key={one.id}
              document={one}
              chosen={selection.chosen.has(one.id)}
              active={one.id === active}
              when={when}
              onPress={(event) => pressRow(event, one)}
              onToggle={() => onSelect(toggle(selection, one.id))}
              onMenu={(place) => openMenu(one.id, place)}
              onDragStart={(event) => startDrag(event, pick(concerned(selection, one.id)))}
              onRenamed={onRenamed}
              onRenameEnd={(focus) => {
                renaming.value = undefined;
                if (focus) focusRow(one.id);
              }}
            />
          ))}
        </tbody>
      </table>
      {menu && (
        <RowMenu
          label={t('documents.menuOf', { name: menu.documents[0]?.name ?? '' })}
          groups={commandGroups(menu.documents)}
          place={menu.place}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
};

const placeOf = (event: Event): MenuPlace => event.target as Element;
