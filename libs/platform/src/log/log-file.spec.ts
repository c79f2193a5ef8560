import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
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

  const lines = (name: string): string[] => {
    const bytes = fs.readFileSync(path.join(path.dirname(file), name));
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      .toString()
      .split('\n')
      .filter(Boolean);
  };
  const names = (): string[] => fs.readdirSync(path.dirname(file)).toSorted();

  it('loses no line when it is full, and keeps the newest parts, compressed', async () => {
    const log = openLogFile(file, { maxBytes: 100, maxFiles: 3 });
    for (let i = 0; i < 100; i++) log.write(`line ${String(i).padStart(3, '0')} x\n`);
    await log.settled();
    expect(names()).toHaveLength(4);
    expect(names().filter((name) => name.endsWith('.gz'))).toHaveLength(3);
    const [now = '', ...parts] = names();
    const all = [...parts, now].flatMap(lines);
    expect(all).toEqual(
      Array.from({ length: all.length }, (_, i) => `line 0${i + 100 - all.length} x`),
    );
    expect(all.length).toBeGreaterThan(24);
    for (const name of names()) {
      expect(fs.statSync(path.join(path.dirname(file), name)).mode & 0o777).toBe(0o600);
    }
  });

  it('begins anew each day, also after a restart', async () => {
    let at = new Date('2026-03-29T23:59:59Z');
    const options = { now: () => at };
    openLogFile(file, options).write('old\n');
    fs.utimesSync(file, at, at);
    at = new Date('2026-03-30T00:00:01Z');
    const log = openLogFile(file, options);
    log.write('new\n');
    await log.settled();
    expect(names()).toEqual(['api.log', 'api.log.2026-03-30T00-00-01-000Z.001.gz']);
    expect(lines('api.log')).toEqual(['new']);
    expect(lines(names()[1] ?? '')).toEqual(['old']);
  });

  it('compresses what a process has left, and leaves other files alone', async () => {
    const folder = path.dirname(file);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(`${file}.2026-03-29T02-30-00-000Z.007`, 'left\n');
    fs.writeFileSync(path.join(folder, 'api.log.mine'), 'mine');
    await openLogFile(file, { maxFiles: 1 }).settled();
    expect(names()).toEqual(['api.log', 'api.log.2026-03-29T02-30-00-000Z.007.gz', 'api.log.mine']);
  });

  it('goes on where somebody took its file or its folder away', async () => {
    let at = new Date('2026-03-29T23:59:59Z');
    const log = openLogFile(file, { now: () => at });
    log.write('gone\n');
    fs.rmSync(path.dirname(file), { recursive: true });
    at = new Date('2026-03-30T00:00:01Z');
    log.write('one\n');
    log.write('two\n');
    await log.settled();
    expect(lines('api.log')).toEqual(['one', 'two']);
  });

  it('leaves nothing half done where a part cannot be compressed, and stays where one cannot be removed', async () => {
    const folder = path.dirname(file);
    const part = `${file}.2026-03-29T02-30-00-000Z.007`;
    // A folder is neither read nor removed as a file is.
    fs.mkdirSync(part, { recursive: true });
    fs.mkdirSync(`${file}.2026-03-28T02-30-00-000Z.007`);
    await openLogFile(file, { maxFiles: 1 }).settled();
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
    expect(fs.existsSync(part)).toBe(true);
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
    const log = openLogFile('/dev/full', { maxBytes: Infinity });
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
