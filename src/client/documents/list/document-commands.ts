import {
  Copy,
  Download,
  Eye,
  FolderInput,
  FolderOpen,
  type LucideIcon,
  Pencil,
  RotateCcw,
  Trash2,
  UsersRound,
} from 'lucide-preact';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { t } from '../../shared/language.ts';
import type { MenuGroup } from '../../shared/menu.tsx';
import {
  copyDocuments,
  downloadDocuments,
  openDocument,
  removeDocuments,
  restoreDocuments,
} from '../document-actions.ts';
import { openWindow, renaming } from '../documents-state.ts';

export type CommandName =
  | 'open'
  | 'preview'
  | 'download'
  | 'share'
  | 'rename'
  | 'move'
  | 'copy'
  | 'delete'
  | 'restore'
  | 'purge';

type Documents = readonly DocumentBody[];

interface Command {
  readonly icon: LucideIcon;
  readonly group: number;
  readonly danger?: boolean;
  readonly run: (documents: Documents, first: DocumentBody) => void;
}

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  open: { icon: FolderOpen, group: 0, run: (_all, first) => openDocument(first) },
  preview: {
    icon: Eye,
    group: 0,
    run: (_all, { id }) => {
      openWindow.value = { kind: 'preview', id };
    },
  },
  download: { icon: Download, group: 0, run: (all) => downloadDocuments(all) },
  share: {
    icon: UsersRound,
    group: 0,
    run: (_all, first) => {
      openWindow.value = { kind: 'share', document: first };
    },
  },
  rename: {
    icon: Pencil,
    group: 1,
    run: (_all, { id }) => {
      renaming.value = id;
    },
  },
  move: {
    icon: FolderInput,
    group: 1,
    run: (all) => {
      openWindow.value = { kind: 'move', documents: all };
    },
  },
  copy: { icon: Copy, group: 1, run: (all) => void copyDocuments(all) },
  restore: { icon: RotateCcw, group: 1, run: (all) => void restoreDocuments(all) },
  delete: { icon: Trash2, group: 2, danger: true, run: (all) => void removeDocuments(all) },
  purge: {
    icon: Trash2,
    group: 2,
    danger: true,
    run: (all) => {
      openWindow.value = { kind: 'purge', documents: all };
    },
  },
};

/** What can be done with these documents, in the order of the menu. */
export const commandsFor = (documents: Documents): readonly CommandName[] => {
  const [first] = documents;
  if (!first) return [];
  const mine = documents.every((one) => one.mine);
  if (documents.some(({ deletedAt }) => deletedAt !== undefined)) return mine ? ['restore', 'purge'] : [];
  const single = documents.length === 1;
  const opens = first.kind === 'folder' || first.recordingId !== undefined;
  return [
    ...(single && opens ? (['open'] as const) : []),
    ...(single && first.kind === 'file' ? (['preview'] as const) : []),
    ...(documents.every(({ kind }) => kind === 'file') ? (['download'] as const) : []),
    ...(single && mine ? (['share', 'rename'] as const) : []),
    ...(mine ? (['move', 'copy', 'delete'] as const) : []),
  ];
};

export const runCommand = (name: CommandName, documents: Documents): void => {
  const [first] = documents;
  if (first) COMMANDS[name].run(documents, first);
};

export const commandIcon = (name: CommandName): LucideIcon => COMMANDS[name].icon;

export const commandGroups = (documents: Documents): readonly MenuGroup[] =>
  [0, 1, 2].map((group) => ({
    items: commandsFor(documents)
      .filter((name) => COMMANDS[name].group === group)
      .map((name) => ({
        label: t(`documents.action.${name}`),
        icon: COMMANDS[name].icon,
        danger: COMMANDS[name].danger ?? false,
        onChoose: () => runCommand(name, documents),
      })),
  }));
