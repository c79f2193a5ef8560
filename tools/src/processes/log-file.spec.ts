import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

  it.skipIf(!fs.existsSync('/dev/full'))('drops what the disk does not take, and goes on', () => {
    // Every write to this device fails as on a full disk.
    const log = openLogFile('/dev/full', Infinity);
    for (let i = 0; i < 3; i++) log.write(`{"line":${i}}\n`);
    expect(log.lastLine()).toBe('{"line":2}');
  });

  it('says how much was dropped as soon as there is room again', () => {
    const log = openLogFile(file);
    const write = vi.spyOn(fs, 'writeSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    log.write('{"a":1}\n{"b":2}\n');
    write.mockRestore();
    log.write('{"c":3}\n');
    const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', lines: 2 });
    expect(lines.at(-1)).toBe('{"c":3}');
  });
});
