import fs from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps, and a checkout changes many. */
const QUIET_MS = 150;
const LEFT_OUT = /\.spec\.ts$|(^|[\\/])(testing|node_modules|dist)([\\/]|$)|~$/;
const SOURCES = /\.(ts|json|pem|txt|html|css)$/;

/**
 * Calls `onChange` with a changed file, relative to the root, once for all changes of a moment.
 * Tests are not sources. Returns a function that ends the watch.
 */
export function watchSources(
  root: string,
  folders: readonly string[],
  onChange: (file: string) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const ends = folders.map((folder) =>
    watchTree(path.join(root, folder), (name) => {
      if (LEFT_OUT.test(name) || !SOURCES.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(path.join(folder, name)), QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/**
 * Calls `onEvent` with each file that changes below a folder, relative to it. Node's own watch of a
 * tree watches file by file on Linux, and loses each that is replaced, as editors and Git do; a
 * watch of the folder that holds it loses none.
 */
function watchTree(root: string, onEvent: (file: string) => void): () => void {
  const watchers = new Map<string, fs.FSWatcher>();
  const recursive = process.platform !== 'linux';

  function watch(folder: string): void {
    // One that was taken away and is back needs a new watch.
    watchers.get(folder)?.close();
    const watcher = fs.watch(path.join(root, folder), { recursive }, (event, name) => {
      if (name === null) return;
      const file = path.join(folder, name);
      if (recursive || event !== 'rename' || !isFolder(path.join(root, file))) onEvent(file);
      else grow(file, onEvent);
    });
    // A folder that is taken away is nothing to fail for.
    watchers.set(
      folder,
      watcher.on('error', () => undefined),
    );
  }

  /** Watches a folder and those in it; `onFile` gets the files that are there. */
  function grow(folder: string, onFile: (file: string) => void): void {
    if (LEFT_OUT.test(folder)) return;
    try {
      watch(folder);
      for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
        const name = path.join(folder, entry.name);
        if (entry.isDirectory()) grow(name, onFile);
        else onFile(name);
      }
    } catch (error) {
      if (folder === '') throw error;
      // It is gone already.
    }
  }

  if (recursive) watch('');
  else grow('', () => undefined);
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

const isFolder = (file: string) =>
  fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
