import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from './read-settings.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'read-settings-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('readSettings', () => {
  it('refuses a folder in the place of the file', () => {
    expect(() => readSettings(folder)).toThrow(/is not a file\. Move it away/u);
  });

  it('names the line that is no setting', () => {
    const file = path.join(folder, '.env');
    fs.writeFileSync(file, '# settings\nPORT 3000\n');
    expect(() => readSettings(file)).toThrow(/Line 2 of .*\.env is no setting\. Write NAME=value/u);
  });

  it('goes on without a file', () => {
    expect(readSettings(path.join(folder, 'none')).port).toBeGreaterThan(0);
  });
});
