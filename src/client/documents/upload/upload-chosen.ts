import { asProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { documentProblemText } from '../document-problem.ts';
import { createFolder, listFolders } from '../documents-api.ts';
import { documentsChanged } from '../documents-state.ts';
import type { ChosenFile } from './read-chosen.ts';
import { addFailure, addUploads } from './uploads.ts';

/** The folder of that name: made, or found where it is already. */
const folderIn = async (parentId: string, name: string): Promise<string> => {
  try {
    return (await createFolder(name, parentId)).id;
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.code !== 'already-exists') throw problem;
    const there = (await listFolders(parentId)).find((folder) => folder.name === name.normalize('NFC'));
    if (!there) throw problem;
    return there.id;
  }
};

const groupByFolder = (chosen: readonly ChosenFile[]): ReadonlyMap<string, readonly ChosenFile[]> => {
  const groups = new Map<string, ChosenFile[]>();
  for (const one of chosen) {
    const path = one.folders.join('/');
    const group = groups.get(path);
    if (group) group.push(one);
    else groups.set(path, [one]);
  }
  return groups;
};

/** Uploads what was chosen into a folder, with the folders that it came in. */
export const uploadChosen = async (chosen: readonly ChosenFile[], parentId: string): Promise<void> => {
  const byFolder = groupByFolder(chosen);
  const made = new Map<string, string>([['', parentId]]);
  for (const [path, group] of byFolder) {
    const folders = group[0]?.folders ?? [];
    try {
      for (const [depth, name] of folders.entries()) {
        const key = folders.slice(0, depth + 1).join('/');
        const above = made.get(folders.slice(0, depth).join('/')) ?? parentId;
        if (!made.has(key)) made.set(key, await folderIn(above, name));
      }
    } catch (thrown) {
      const name = folders.join('/');
      addFailure(
        name,
        t('documents.upload.directoryProblem', { name, reason: documentProblemText(asProblem(thrown)) }),
      );
      continue;
    }
    addUploads(
      group.map(({ file }) => file),
      made.get(path) ?? parentId,
    );
  }
  if (made.size > 1) documentsChanged();
};
