import { closeSync, existsSync, openSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from './logger.ts';

function logged(fields: object, message: string, secrets: string[] = []) {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  createLogger({ name: 'test', level: 'info', secrets, destination }).info(fields, message);
  const [text = ''] = lines;
  return { text, line: JSON.parse(text) as Record<string, unknown> };
}

describe('a line', () => {
  it('is one JSON object with time, level, name and text', () => {
    const { text, line } = logged({ port: 3_000 }, 'ready');
    expect(text.endsWith('}\n')).toBe(true);
    expect(line).toMatchObject({ level: 'info', name: 'test', port: 3_000, msg: 'ready' });
    expect(new Date(String(line['time'])).getTime()).toBeGreaterThan(0);
  });

  it('stays one line and keeps terminals calm, whatever is in it', () => {
    const nasty = 'a\nb\r\u001b[31m\u0085\u009b1m\u202egnp\u2028\u200b\ufeff"';
    const { text, line } = logged({ nasty }, nasty);
    // eslint-disable-next-line no-control-regex -- none of these may appear
    expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u2028\u202e\ufeff]/);
    expect(line).toMatchObject({ nasty, msg: nasty });
  });

  it('holds type, text, code and stack of an error and its cause, and nothing else of it', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', body: 'private' });
    const { text, line } = logged({ err: new Error('no database', { cause }) }, 'failed');
    expect(line['err']).toMatchObject({
      type: 'Error',
      message: 'no database',
      cause: { message: 'refused', code: 'ECONNREFUSED' },
    });
    expect(text).not.toContain('private');
  });
});

describe('secrets', () => {
  it.each([
    [{ headers: { Authorization: 'Bearer abc' } }, 'Bearer abc'],
    [{ a: { b: { c: { secret: 'quo"te\\d' } } } }, 'quo'],
    [{ apiKey: 're_123' }, 're_123'],
    [{ uri: 'mongodb://user:hunter22@db/x' }, 'hunter22'],
    [{ url: 'https://hooks.slack.com/services/T0/B0/xyz' }, 'xyz'],
    [{ url: 'https://discord.com/api/webhooks/1/abc-d' }, 'abc-d'],
    [{ err: new Error('connect postgres://netumo:hunter22@db failed') }, 'hunter22'],
    [{ given: 'value ab"cdef12 here' }, 'cdef12'],
  ])('%j does not show them', (fields, secret) => {
    const { text } = logged(fields, 'x', ['ab"cdef12']);
    expect(text).not.toContain(secret);
    expect(text).toContain('[redacted]');
  });

  it('are removed from the text of a line, too', () => {
    const { line } = logged({}, 'cannot reach mongodb://user:hunter22@db/x with re_12345', [
      're_12345',
    ]);
    expect(line['msg']).toBe('cannot reach mongodb://[redacted]@db/x with [redacted]');
  });

  it('leave harmless text alone', () => {
    const { line } = logged({ url: 'https://example.org/a@b', mail: 'a@b.example' }, 'token spent');
    expect(line).toMatchObject({
      url: 'https://example.org/a@b',
      mail: 'a@b.example',
      msg: 'token spent',
    });
  });
});

describe('a process', () => {
  it('ends in order when its parent and the reader of its lines are gone', async () => {
    const source = (name: string) => JSON.stringify(join(import.meta.dirname, name));
    const script = `
      import { createLogger } from ${source('logger.ts')};
      import { createShutdown } from ${source('../shutdown.ts')};
      const log = createLogger({ name: 'test', level: 'info' });
      createShutdown({ log });
      setInterval(() => log.info('working'), 20);
      process.send('ready');`;
    const args = ['--conditions=@app/source', '--input-type=module', '--eval', script];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'message');
    child.stdout?.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(child.exitCode).toBeNull();
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'goes on while its log finds no room on the disk',
    async () => {
      const source = JSON.stringify(join(import.meta.dirname, 'logger.ts'));
      const script = `
      import { createLogger } from ${source};
      const log = createLogger({ name: 'test', level: 'info' });
      for (let i = 0; i < 3; i++) log.info('working');
      console.error('a fault');
      setTimeout(() => process.exit(7), 50);`;
      const args = ['--conditions=@app/source', '--input-type=module', '--eval', script];
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, args, { stdio: ['ignore', full, full] });
      closeSync(full);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(7);
    },
  );
});
