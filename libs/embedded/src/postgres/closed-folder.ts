import fs from 'node:fs';
import path from 'node:path';

const SEARCH = 0o1;

/**
 * The topmost folder on the way to a path that a user may not enter, judged by mode bits, or
 * undefined when the way is open. The path itself need not exist.
 */
export function closedFolder(target: string, uid: number, gid: number): string | undefined {
  const { root } = path.parse(target);
  let folder = root;
  for (const part of path.dirname(path.resolve(target)).slice(root.length).split(path.sep)) {
    folder = path.join(folder, part);
    const stat = fs.statSync(folder, { throwIfNoEntry: false });
    if (!stat) return undefined; // what does not exist yet will be made by us, open
    const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
    if (((stat.mode >> shift) & SEARCH) === 0) return folder;
  }
  return undefined;
}
