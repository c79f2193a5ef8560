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
  const watchers = folders.map((folder) =>
    fs
      .watch(path.join(root, folder), { recursive: true }, (_event, name) => {
        if (name === null || LEFT_OUT.test(name) || !SOURCES.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(() => onChange(path.join(folder, name)), QUIET_MS);
      })
      // A folder that is taken away is nothing to fail for.
      .on('error', () => undefined),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
