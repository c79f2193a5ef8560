import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchSources } from './watch-sources.ts';

function watched() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
  fs.mkdirSync(path.join(root, 'src', 'deep'), { recursive: true });
  fs.mkdirSync(path.join(root, 'other'));
  const seen: string[] = [];
  const end = watchSources(root, ['src'], (file) => seen.push(file));
  onTestFinished(() => {
    end();
    fs.rmSync(root, { recursive: true, force: true });
  });
  return { root, seen, write: (file: string) => fs.writeFileSync(path.join(root, file), 'x') };
}

it('tells of sources, also in folders of folders and in new files', async () => {
  const { seen, write } = watched();
  write('src/deep/one.ts');
  await expect.poll(() => seen).toEqual([path.join('src', 'deep', 'one.ts')]);
});

it('tells of many changes of a moment once', async () => {
  const { seen, write } = watched();
  for (let i = 0; i < 20; i += 1) write(`src/${String(i)}.ts`);
  await expect.poll(() => seen.length).toBe(1);
});

it('does not care for tests and for what lies elsewhere', async () => {
  const { seen, write } = watched();
  for (const file of ['src/one.spec.ts', 'src/.one.ts.swp', 'src/one.ts~', 'other/two.ts'])
    write(file);
  write('src/last.ts');
  await expect.poll(() => seen).toEqual([path.join('src', 'last.ts')]);
});

it('tells of every change of a file that is replaced each time, as editors and Git do', async () => {
  const { root, seen, write } = watched();
  const file = path.join('src', 'deep', 'one.ts');
  for (let times = 1; times <= 3; times += 1) {
    write('other/new');
    fs.renameSync(path.join(root, 'other', 'new'), path.join(root, file));
    await expect.poll(() => seen).toEqual(Array<string>(times).fill(file));
  }
});

it('tells of files in folders that come, go and come again', async () => {
  const { root, seen, write } = watched();
  const file = path.join('src', 'later', 'deep', 'two.ts');
  for (let times = 1; times <= 4; times += 2) {
    fs.mkdirSync(path.join(root, 'src', 'later', 'deep'), { recursive: true });
    write(file);
    await expect.poll(() => seen).toEqual(Array<string>(times).fill(file));
    fs.rmSync(path.join(root, 'src', 'later'), { recursive: true });
    await expect.poll(() => seen.length).toBe(times + 1);
  }
});
