import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKey, readKey } from './envelope.ts';
import { keyFileIn, openKeyRing, readKeyFile, writeKeyFile } from './key-ring.ts';

const PLACE = { collection: 'channels', id: 'a', field: 'config.url' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (encryptionKeys: string[] = [], dataDir = folder) => {
  const ring = openKeyRing({ encryptionKeys, dataDir });
  ring.make();
  return ring;
};

describe('the keys of the data folder', () => {
  it('are made once, for their owner only, and found again', () => {
    const sealed = open([], join(folder, 'data')).seal('x', PLACE);
    const file = keyFileIn(join(folder, 'data'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'data'))).toEqual(['encryption.key']);
    expect(open([], join(folder, 'data')).open(sealed, PLACE)).toBe('x');
  });

  it('are not made by opening them, nor where nothing may be written', () => {
    const closed = openKeyRing({ encryptionKeys: [], dataDir: folder, isReadOnly: true });
    closed.make();
    openKeyRing({ encryptionKeys: [], dataDir: folder });
    expect(readdirSync(folder)).toEqual([]);
    open().make();
    expect(readKeyFile(keyFileIn(folder))).toHaveLength(1);
  });

  it('never replace what is there, not even where a link stands', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, keyFileIn(folder));
    expect(open().ids).toEqual([]);
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
  });

  it('are none where none can be made', () => {
    const closed = join(folder, 'a file');
    writeFileSync(closed, '');
    chmodSync(closed, 0o400);
    const ring = open([], closed);
    expect(ring.ids).toEqual([]);
    expect(() => ring.seal('x', PLACE)).toThrow(TypeError);
    expect(ring.open('in clear', PLACE)).toBeNull();
  });

  it.runIf(existsSync('/proc/self'))('are none where no folder can be', () => {
    expect(open([], '/proc/no-such-place/data').ids).toEqual([]);
  });

  it('are read again when another process changed them', () => {
    const ring = open();
    const [old] = readKeyFile(keyFileIn(folder)) ?? [];
    const before = ring.seal('x', PLACE);
    expect(ring.reload()).toBe(false);
    const fresh = readKey(newKey())!;
    writeKeyFile(keyFileIn(folder), [fresh, old!]);
    expect(ring.reload()).toBe(true);
    expect(ring.ids).toEqual([fresh.id, old?.id]);
    expect(ring.open(before, PLACE)).toBe('x');
    const moved = ring.rewrap(before, PLACE) ?? '';
    writeKeyFile(keyFileIn(folder), [fresh]);
    ring.reload();
    expect(ring.open(before, PLACE)).toBeNull();
    expect(ring.open(moved, PLACE)).toBe('x');
    expect(statSync(keyFileIn(folder)).mode & 0o777).toBe(0o600);
  });
});

describe('the keys of the environment', () => {
  it('come first, and nothing is written', () => {
    const [fresh, old] = [newKey(), newKey()];
    const before = open([old]).seal('x', PLACE);
    expect(open([fresh, old]).open(before, PLACE)).toBe('x');
    expect(open([fresh]).open(before, PLACE)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });
});
