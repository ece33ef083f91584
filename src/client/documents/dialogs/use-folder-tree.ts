import { useEffect, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { listFolders } from '../documents-api.ts';
import { type Folder, type TreeRow, treeRows } from './tree-rows.ts';

export interface FolderTreeState {
  readonly rows: readonly TreeRow[];
  readonly problem: ApiProblem | undefined;
  readonly open: (id: string) => void;
  readonly shut: (id: string) => void;
  /** Asks again what is in a folder, and opens it. */
  readonly refresh: (id: string) => Promise<void>;
}

/** The folders of the account, fetched as they are opened; without those that are being moved, which cannot go into themselves. */
export const useFolderTree = (without: ReadonlySet<string>): FolderTreeState => {
  const [inside, setInside] = useState<ReadonlyMap<string, readonly Folder[]>>(new Map());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(['']));
  const [problem, setProblem] = useState<ApiProblem>();
  const fetchInside = async (id: string): Promise<void> => {
    try {
      const folders = (await listFolders(id)).filter((one) => !without.has(one.id));
      setInside((now) => new Map(now).set(id, folders));
      setProblem(undefined);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  const open = (id: string): void => {
    setOpened((now) => new Set(now).add(id));
    if (!inside.has(id)) void fetchInside(id);
  };
  useEffect(() => open(''), []);
  return {
    rows: treeRows({ id: '', name: t('documents.mine') }, inside, opened),
    problem,
    open,
    shut: (id) => setOpened((now) => new Set([...now].filter((one) => one !== id))),
    refresh: async (id) => {
      await fetchInside(id);
      setOpened((now) => new Set(now).add(id));
    },
  };
};
