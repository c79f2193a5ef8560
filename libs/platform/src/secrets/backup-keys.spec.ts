import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBackupKeys, readBackupKeys } from './backup-keys.ts';
import { newKey, readKey } from './envelope.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'keys-')), 'data');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

it('are made once in the data folder, for their owner only', () => {
  const source = { backupKeys: [], dataDir: folder };
  expect(readBackupKeys(source)).toEqual([]);
  const first = openBackupKeys(source);
  expect(first).toMatchObject({ isNew: true, file: join(folder, 'backup.key') });
  expect(statSync(first.file ?? '').mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(first.file ?? '', 'utf8'), 'base64')).toHaveLength(32);
  expect(openBackupKeys(source)).toEqual({ ...first, isNew: false });
  expect(readBackupKeys(source)).toEqual(first.keys);
});

it('come from the environment where they are set there, and nothing is written', () => {
  const backupKeys = [newKey(), newKey()];
  const { keys, file } = openBackupKeys({ backupKeys, dataDir: folder });
  expect(keys.map(({ id }) => id)).toEqual(backupKeys.map((text) => readKey(text)?.id));
  expect(file).toBeNull();
  expect(readdirSync(join(folder, '..'))).toEqual([]);
});
