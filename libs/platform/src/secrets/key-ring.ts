import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyRing } from '@app/domain';
import { makeFolder } from '../make-folder.ts';
import { newKey, open, readKey, rewrap, seal, type WrappingKey } from './envelope.ts';

const FILE_NAME = 'encryption.key';
const OWNER_ONLY = 0o600;

/** The file of the keys in the data folder. */
export const keyFileIn = (dataDir: string): string => join(dataDir, FILE_NAME);

/**
 * The keys of `ENCRYPTION_KEY`, or else those in the data folder, where `make` makes one, unless nothing may be written.
 * Without any while there are none.
 */
export function openKeyRing({
  encryptionKeys,
  dataDir,
  isReadOnly = false,
}: {
  readonly encryptionKeys: readonly string[];
  readonly dataDir: string;
  readonly isReadOnly?: boolean;
}): KeyRing {
  if (encryptionKeys.length > 0) {
    const keys = encryptionKeys.flatMap((text) => readKey(text) ?? []);
    return ringOf(() => keys, { make: () => undefined, reload: () => false });
  }
  const file = keyFileIn(dataDir);
  let keys = readKeyFile(file) ?? [];
  let seen = stampOf(file);
  return ringOf(() => keys, {
    make: () => {
      if (isReadOnly || keys.length > 0) return;
      keys = makeKeyFile(file);
      seen = stampOf(file);
    },
    reload: () => {
      const stamp = stampOf(file);
      if (stamp === seen) return false;
      seen = stamp;
      keys = readKeyFile(file) ?? keys;
      return true;
    },
  });
}

function ringOf(
  keys: () => readonly WrappingKey[],
  { make, reload }: Pick<KeyRing, 'make' | 'reload'>,
): KeyRing {
  const first = (): WrappingKey => {
    const [key] = keys();
    if (!key) throw new TypeError('There is no key to seal with.');
    return key;
  };
  const firstOf = (tryKey: (key: WrappingKey) => string | null): string | null => {
    for (const key of keys()) {
      const text = tryKey(key);
      if (text !== null) return text;
    }
    return null;
  };
  return {
    get ids() {
      return keys().map(({ id }) => id);
    },
    seal: (text, place) => seal(text, place, first()),
    open: (text, place) => firstOf((key) => open(text, place, key)),
    rewrap: (text, place) => firstOf((from) => rewrap(text, place, { from, to: first() })),
    make,
    reload,
  };
}

/** The keys in a file, one a line; null when there are none. */
export function readKeyFile(file: string): WrappingKey[] | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const keys = lines.flatMap((line) => readKey(line) ?? []);
    return keys.length > 0 ? keys : null;
  } catch {
    return null;
  }
}

/** Writes keys into their file, the first one first. The file is replaced at once, or stays as it was. */
export function writeKeyFile(file: string, keys: readonly WrappingKey[]): void {
  const unfinished = writeUnfinished(
    file,
    keys.map(({ bytes }) => bytes.toString('base64')),
  );
  renameSync(unfinished, file);
}

/**
 * Makes a file with a first key and reads it; nothing is written over what is there. Of processes that start at the same
 * time one makes the key: its file appears complete, and only once.
 */
export function makeKeyFile(file: string): WrappingKey[] {
  try {
    makeFolder(dirname(file));
    const unfinished = writeUnfinished(file, [newKey()]);
    try {
      linkSync(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
  } catch {
    // Another process was first, or nothing can be written here: what can be read counts.
  }
  return readKeyFile(file) ?? [];
}

function writeUnfinished(file: string, lines: readonly string[]): string {
  const unfinished = `${file}.${randomUUID()}`;
  const handle = openSync(unfinished, 'wx', OWNER_ONLY);
  try {
    writeSync(handle, lines.map((line) => `${line}\n`).join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return unfinished;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
}
