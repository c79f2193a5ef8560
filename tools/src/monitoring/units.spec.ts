import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NODE_FLAGS } from '../start/app-part.ts';
import { inWorkspace } from '../workspace.ts';

const FOLDER = inWorkspace('docs', 'systemd');
const UNITS = ['netumo-api.service', 'netumo-worker@.service'] as const;

const read = (unit: string): string => fs.readFileSync(path.join(FOLDER, unit), 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;
if (!hasSystemd) process.stdout.write('units are not verified: systemd-analyze is not installed\n');

describe('the units of systemd', () => {
  it('start what is built, as npm start does', () => {
    expect(read(UNITS[0])).toContain('.bin/node apps/api/dist/main.js');
    const flags = NODE_FLAGS.worker.join(' ');
    expect(read(UNITS[1])).toContain(`.bin/node ${flags} apps/worker/dist/main.js`);
  });

  it.runIf(hasSystemd)('are accepted without a word', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'units-'));
    onTestFinished(() => fs.rmSync(folder, { recursive: true }));
    // Nothing is installed here; what is looked at is the rest.
    const program = '/bin/true';
    for (const unit of UNITS) {
      const text = read(unit)
        .replaceAll('/opt/mini-netumo/node_modules/.bin/node', program)
        .replaceAll('=netumo', '=root');
      fs.writeFileSync(path.join(folder, unit.replace('@.', '@1.')), text);
    }
    const files = fs.readdirSync(folder).map((file) => path.join(folder, file));
    const { status, stdout, stderr } = spawnSync('systemd-analyze', [
      ...['verify', '--man=no', '--recursive-errors=no'],
      ...files,
    ]);
    expect(`${stdout.toString()}${stderr.toString()}`).toBe('');
    expect(status).toBe(0);
  });
});
