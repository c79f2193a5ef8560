import type { ArchivedLines } from '@app/monitoring';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileArchive } from './file-archive.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netumo-archive-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function* given(...targets: string[][]): AsyncGenerator<ArchivedLines> {
  for (const lines of targets) yield { lines };
}

const DAY = '2026-03-01';

describe('an archive in a folder', () => {
  it('gives back what was written, with what it holds', async () => {
    const archive = createFileArchive(join(folder, 'archive'));
    expect((await archive.list(DAY, DAY)).files).toEqual([]);
    const file = await archive.write(DAY, given(['{"a":1}', '{"a":2}'], [], ['{"b":"ü"}']));
    expect(file).toMatchObject({ file: `checks-${DAY}.1.ndjson.gz`, targets: 2, checks: 3 });
    expect((await createFileArchive(join(folder, 'archive')).list(DAY, DAY)).files).toEqual([file]);
    expect((await archive.list('2026-03-02', '2026-12-31')).files).toEqual([]);
    expect(await Array.fromAsync(archive.read(file))).toEqual(['{"a":1}', '{"a":2}', '{"b":"ü"}']);
  });

  it.runIf(existsSync('/proc/self'))('comes to an end where no folder can be', async () => {
    await expect(
      createFileArchive('/proc/no-such-place/archive').write(DAY, given(['{"a":1}'])),
    ).rejects.toThrow('/proc/no-such-place/archive cannot be made: that place holds no folders.');
  });

  it('keeps the same content once, and other content of the day beside it', async () => {
    const archive = createFileArchive(folder);
    const file = await archive.write(DAY, given(['{"a":1}']));
    expect(await archive.write(DAY, given(['{"a":1}']))).toEqual(file);
    const more = await archive.write(DAY, given(['{"a":2}']));
    expect((await archive.list(DAY, DAY)).files).toEqual([file, more]);
    expect(await readdir(folder)).toHaveLength(4);
  });

  it('overwrites no file when an older one of the day was taken elsewhere', async () => {
    const archive = createFileArchive(folder);
    await archive.write(DAY, given(['{"a":1}']));
    const second = await archive.write(DAY, given(['{"a":2}']));
    for (const end of ['ndjson.gz', 'json']) await rm(join(folder, `checks-${DAY}.1.${end}`));
    const third = await archive.write(DAY, given(['{"a":3}']));
    expect((await archive.list(DAY, DAY)).files).toEqual([second, third]);
    expect(await Array.fromAsync(archive.read(second))).toEqual(['{"a":2}']);
  });

  it('has nothing of a file that was broken off, and writes it anew', async () => {
    const archive = createFileArchive(folder);
    async function* broken(): AsyncGenerator<ArchivedLines> {
      yield { lines: ['{"a":1}'] };
      throw new Error('killed');
    }
    await expect(archive.write(DAY, broken())).rejects.toThrow('killed');
    expect(await readdir(folder)).toEqual([]);
    // As a kill between the file and its manifest leaves it.
    await writeFile(join(folder, `checks-${DAY}.1.ndjson.gz`), 'a part');
    expect((await archive.list(DAY, DAY)).files).toEqual([]);
    const file = await archive.write(DAY, given(['{"a":1}']));
    expect(await Array.fromAsync(archive.read(file))).toEqual(['{"a":1}']);
  });

  it('refuses a file that was changed, before its first line', async () => {
    const archive = createFileArchive(folder);
    const file = await archive.write(DAY, given(['{"a":1}']));
    const path = join(folder, file.file);
    const bytes = await readFile(path);
    await writeFile(path, bytes.with(bytes.length - 1, 7));
    await expect(Array.fromAsync(archive.read(file))).rejects.toThrow('not what was archived');
  });
});
