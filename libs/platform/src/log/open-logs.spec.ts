import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnv } from '../env.ts';
import { openLogs } from './open-logs.ts';

let folder: string;
let written: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  written = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return () => {
    spy.mockRestore();
    rmSync(folder, { recursive: true });
  };
});

const linesOf = (file: string): Record<string, unknown>[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the logs of a program', () => {
  it('are on standard output, and in LOG_DIR where that is set', () => {
    openLogs('api', readEnv({ LOG_DIR: folder }), false).log.info({}, 'ready');
    expect(linesOf('api.log')).toMatchObject([{ name: 'api', msg: 'ready' }]);
    expect(written.join('')).toContain('"ready"');
  });

  it('are left to whoever keeps standard output, but for streams of their own', () => {
    const { log, stream } = openLogs('api', readEnv({ LOG_DIR: folder }), true);
    log.info({}, 'ready');
    stream('access')?.info({ status: 200 }, 'request');
    expect(() => linesOf('api.log')).toThrow('ENOENT');
    expect(linesOf('access.log')).toMatchObject([{ name: 'access', status: 200 }]);
    expect(written.join('')).not.toContain('"access"');
  });

  it('have no streams without LOG_DIR', () => {
    expect(openLogs('api', readEnv({}), false).stream('access')).toBeNull();
  });

  it('go on where the folder cannot be used, and say so', () => {
    writeFileSync(join(folder, 'file'), '');
    const { log, stream } = openLogs('api', readEnv({ LOG_DIR: join(folder, 'file') }), false);
    log.info({}, 'ready');
    expect(stream('access')).toBeNull();
    expect(written.join('')).toContain('a log cannot be written to its folder');
    expect(written.join('')).toContain('"ready"');
  });

  it('have a level for each part', () => {
    const env = readEnv({ LOG_LEVEL: 'warn, checks=debug,queue=silent' });
    const { log, moduleLog } = openLogs('worker', env, false);
    log.info({}, 'one');
    moduleLog('checks').debug({}, 'two');
    moduleLog('queue').error({}, 'three');
    moduleLog('store').warn({}, 'four');
    const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ module, msg }) => [module, msg])).toEqual([
      ['checks', 'two'],
      ['store', 'four'],
    ]);
  });
});
