/** A file, and the folders that it stands in within what was chosen. */
export interface ChosenFile {
  readonly file: File;
  readonly folders: readonly string[];
}

const entriesIn = async (directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  // It gives a hundred at a time, and nothing when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
};

const walk = async (entry: FileSystemEntry, folders: readonly string[]): Promise<readonly ChosenFile[]> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, folders }];
  }
  const inside: ChosenFile[] = [];
  for (const one of await entriesIn(entry as FileSystemDirectoryEntry))
    inside.push(...(await walk(one, [...folders, entry.name])));
  return inside;
};

/** What was dropped, folders and all. To be called within the event: the browser forgets it after. */
export const readDropped = (transfer: DataTransfer): Promise<readonly ChosenFile[]> => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const whole = entries.filter((entry) => entry !== null);
  if (whole.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ file, folders: [] })));
  return Promise.all(whole.map((entry) => walk(entry, []))).then((lists) => lists.flat());
};

/** What was chosen with a button; of a folder each file says where it stood. */
export const readChosen = (list: FileList): readonly ChosenFile[] =>
  [...list].map((file) => ({ file, folders: file.webkitRelativePath.split('/').slice(0, -1) }));
