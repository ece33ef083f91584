export interface Folder {
  readonly id: string;
  readonly name: string;
}

/** One line of the tree as it is drawn. `depth` 1 is the top. */
export interface TreeRow extends Folder {
  readonly parentId: string | undefined;
  readonly depth: number;
  readonly open: boolean;
  /** Undefined: not known before it was opened. */
  readonly hasFolders: boolean | undefined;
}

/** The lines of the tree from the top down, folders that are shut without what is in them. */
export const treeRows = (
  top: Folder,
  inside: ReadonlyMap<string, readonly Folder[]>,
  opened: ReadonlySet<string>,
): readonly TreeRow[] => {
  const rows: TreeRow[] = [];
  const add = (folder: Folder, parentId: string | undefined, depth: number): void => {
    const folders = inside.get(folder.id);
    const open = opened.has(folder.id) && (folders?.length ?? 0) > 0;
    rows.push({ ...folder, parentId, depth, open, hasFolders: folders && folders.length > 0 });
    if (open) for (const one of folders ?? []) add(one, folder.id, depth + 1);
  };
  add(top, undefined, 1);
  return rows;
};
