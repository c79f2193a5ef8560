import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createReloadingProgram, type ProgramOptions } from './reloading-program.ts';
import { watchSources } from './watch-sources.ts';

function folderFor(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reload-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a script; `said` is all that it and its keeper said. */
function run(script: string, options: Partial<ProgramOptions> = {}) {
  const file = path.join(folderFor(), 'program.mjs');
  fs.writeFileSync(file, script);
  let said = '';
  const program = createReloadingProgram({
    name: 'worker',
    args: [file],
    env: process.env,
    graceMs: 60_000,
    write: (text) => (said += text),
    say: (line) => (said += `${line}\n`),
    ...options,
  });
  onTestFinished(() => program.stop());
  return { file, program, said: () => said };
}

const UNTIL_ENDED = 'setInterval(() => {}, 1e6);';
const waitFor = (said: () => string) => expect.poll(said);

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('shows the new words of a source that was changed', async () => {
  const { file, program, said } = run(`console.log('one'); ${UNTIL_ENDED}`);
  const folder = path.dirname(file);
  onTestFinished(watchSources(folder, ['.'], () => void program.restart()));
  fs.writeFileSync(path.join(folder, 'words.json'), '"first"');
  fs.writeFileSync(
    file,
    `import words from './words.json' with { type: 'json' }; console.log(words); ${UNTIL_ENDED}`,
  );
  await program.restart();
  await waitFor(said).toContain('first');
  fs.writeFileSync(path.join(folder, 'words.json'), '"second"');
  await waitFor(said).toContain('second');
  // Editors write beside and rename.
  fs.writeFileSync(path.join(folder, 'new.tmp'), '"third"');
  fs.renameSync(path.join(folder, 'new.tmp'), path.join(folder, 'words.json'));
  await waitFor(said).toContain('third');
});

it('says in words how a program ended and starts it again at the next wish only', async () => {
  const { program, said } = run(`console.log('run'); process.exit(3);`);
  await program.restart();
  const line = 'The worker ended (exit code 3). It starts again when a source file changes.\n';
  await waitFor(said).toBe(`run\n${line}`);
  await program.restart();
  await waitFor(said).toBe(`run\n${line}run\n${line}`);
});

it('lets a program come to its end before the next run begins', async () => {
  const { program, said } = run(
    `process.on('SIGTERM', () => { console.log('end'); process.exit(0); }); console.log('begin');
     ${UNTIL_ENDED}`,
  );
  await program.restart();
  await waitFor(said).toBe('begin\n');
  await Promise.all([program.restart(), program.restart()]);
  await waitFor(said).toBe('begin\nend\nbegin\n');
  await program.stop();
  expect(said()).toBe('begin\nend\nbegin\nend\n');
});

it('kills a program that does not end, and says so', async () => {
  const { program, said } = run(
    `process.on('SIGTERM', () => {}); console.log('deaf'); ${UNTIL_ENDED}`,
    { graceMs: 50 },
  );
  await program.restart();
  await waitFor(said).toBe('deaf\n');
  await program.stop();
  expect(said()).toBe('deaf\nThe worker did not end within 0.05 s and was killed.\n');
});

it('is not started again once it was stopped', async () => {
  const { program, said } = run(`console.log('run'); ${UNTIL_ENDED}`);
  await program.stop();
  await program.restart();
  expect(said()).toBe('');
});

it.skipIf(process.platform === 'win32')('ends what a program of others has started', async () => {
  const { program, said } = run(
    `import { spawn } from 'node:child_process';
     console.log(spawn(process.execPath, ['--eval', '${UNTIL_ENDED}']).pid); ${UNTIL_ENDED}`,
    { hasChildren: true },
  );
  await program.restart();
  await waitFor(said).toMatch(/\d+\n/);
  const pid = Number(said().trim());
  await program.stop();
  await expect.poll(() => isAlive(pid)).toBe(false);
});
