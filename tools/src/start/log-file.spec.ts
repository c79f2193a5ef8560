import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';

describe('openLogFile', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'log-')), 'logs', 'api.log');
  });
  afterEach(() => fs.rmSync(path.resolve(file, '../..'), { recursive: true, force: true }));

  it('appends to what an earlier start wrote', () => {
    openLogFile(file).write('one\n');
    openLogFile(file).write('two\n');
    expect(fs.readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  });

  it('keeps one earlier part when it is full', () => {
    const log = openLogFile(file, 10);
    for (const line of ['first line\n', 'second line\n', 'third\n']) log.write(line);
    expect(fs.readFileSync(`${file}.1`, 'utf8')).toBe('second line\n');
    expect(fs.readFileSync(file, 'utf8')).toBe('third\n');
    expect(fs.readdirSync(path.dirname(file))).toHaveLength(2);
  });

  it('knows the last line that says anything', () => {
    const log = openLogFile(file);
    expect(log.lastLine()).toBeUndefined();
    log.write('one\nwhy it ended\n');
    log.write('\n');
    expect(log.lastLine()).toBe('why it ended');
  });
});
