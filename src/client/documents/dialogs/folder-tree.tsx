import { ChevronDown, ChevronRight, Folder } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { TreeRow } from './tree-rows.ts';
import type { FolderTreeState } from './use-folder-tree.ts';

interface FolderTreeProps {
  readonly tree: FolderTreeState;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Which line a key leads to; undefined: none. */
const lineFor = (rows: readonly TreeRow[], at: TreeRow, key: string): TreeRow | undefined => {
  const index = rows.indexOf(at);
  if (key === 'ArrowDown') return rows[index + 1];
  if (key === 'ArrowUp') return rows[index - 1];
  if (key === 'Home') return rows[0];
  if (key === 'End') return rows.at(-1);
  if (key === 'ArrowLeft' && !at.open) return rows.find(({ id }) => id === at.parentId);
  return key === 'ArrowRight' && at.open ? rows[index + 1] : undefined;
};

/** Folders within folders: arrows move, right opens, left shuts. */
export const FolderTree = ({ tree, chosen, onChoose }: FolderTreeProps) => {
  const list = useRef<HTMLDivElement>(null);
  const choose = (id: string): void => {
    onChoose(id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  const byKey = (event: KeyboardEvent, row: TreeRow): void => {
    const next = lineFor(tree.rows, row, event.key);
    if (next) choose(next.id);
    else if (event.key === 'ArrowRight' && row.hasFolders !== false) tree.open(row.id);
    else if (event.key === 'ArrowLeft' && row.open) tree.shut(row.id);
    else if (!['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
  };
  return (
    <div ref={list} class="tree" role="tree" aria-label={t('documents.move.tree')}>
      {tree.rows.map((row) => (
        <div
          key={row.id}
          class="tree__one"
          role="treeitem"
          aria-level={row.depth}
          aria-selected={row.id === chosen}
          aria-label={row.name}
          {...(row.hasFolders === false ? {} : { 'aria-expanded': row.open })}
          tabIndex={row.id === chosen ? 0 : -1}
          style={{ '--depth': row.depth - 1 }}
          onClick={() => choose(row.id)}
          onDblClick={() => (row.open ? tree.shut(row.id) : tree.open(row.id))}
          onKeyDown={(event) => byKey(event, row)}
        >
          <button
            type="button"
            class="tree__turn"
            tabIndex={-1}
            aria-hidden="true"
            hidden={row.hasFolders === false}
            onClick={(event) => {
              event.stopPropagation();
              if (row.open) tree.shut(row.id);
              else tree.open(row.id);
            }}
          >
            <Icon of={row.open ? ChevronDown : ChevronRight} size={18} />
          </button>
          <Icon of={Folder} size={18} />
          <span class="tree__name">{row.name}</span>
        </div>
      ))}
    </div>
  );
};
