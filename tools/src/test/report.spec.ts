import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, failuresIn, inWords, namesIn, skippedIn, tallyOf } from './report.ts';

describe('tallyOf', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'report-')), 'report.json');
  });
  afterEach(() => fs.rmSync(path.dirname(file), { recursive: true, force: true }));

  const write = (...files: { status: string; tests: string[] }[]) => {
    const testResults = files.map(({ status, tests }, index) => ({
      name: `file${index}`,
      status,
      assertionResults: tests.map((state) => ({ status: state, fullName: `a ${state} test` })),
    }));
    fs.writeFileSync(file, JSON.stringify({ testResults }));
  };

  it('counts what passed, failed and was left out', () => {
    write(
      { status: 'passed', tests: ['passed', 'passed', 'skipped', 'todo'] },
      { status: 'failed', tests: ['failed', 'passed', 'pending'] },
    );
    expect(tallyOf(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 3 });
    expect(skippedIn(file)).toEqual([
      'file0: a skipped test',
      'file0: a todo test',
      'file1: a pending test',
    ]);
  });

  it('names what ran and what failed, a broken file by itself', () => {
    write(
      { status: 'failed', tests: ['passed', 'failed', 'skipped'] },
      { status: 'failed', tests: [] },
    );
    expect(namesIn(file)).toEqual({
      ran: ['file0: a passed test', 'file0: a failed test'],
      failed: ['file0: a failed test', 'file1'],
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    write({ status: 'failed', tests: [] }, { status: 'passed', tests: ['passed'] });
    expect(tallyOf(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a bad end without a failed test as a failure', () => {
    write({ status: 'passed', tests: ['passed'] });
    expect(tallyOf(file, 1).failed).toBe(1);
    expect(tallyOf(file, null).failed).toBe(1);
    expect(tallyOf(file, 0).failed).toBe(0);
  });

  it('counts a runner without a report as a failure', () => {
    expect(tallyOf(file, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    fs.writeFileSync(file, '{"testResults": [');
    expect(tallyOf(file, 0).failed).toBe(1);
  });
});

describe('failuresIn', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'report-')), 'report.json');
  });
  afterEach(() => fs.rmSync(path.dirname(file), { recursive: true, force: true }));

  it('tells each failed test with its words and the place in our code', () => {
    const stack = 'AssertionError: expected 1 to be 2\n\n    at run (/w/node_modules/x.js:1:1)\n';
    const failureMessages = [`${stack}    at /w/libs/a.spec.ts:3:4\n    at /w/libs/b.ts:1:1`];
    const assertionResults = [
      { status: 'passed', fullName: 'adds' },
      { status: 'failed', fullName: 'subtracts', failureMessages },
    ];
    const broken = { name: 'b.spec.ts', status: 'failed', message: 'Cannot find ./c.ts' };
    fs.writeFileSync(
      file,
      JSON.stringify({
        testResults: [
          { name: 'a.spec.ts', status: 'failed', assertionResults },
          { ...broken, assertionResults: [] },
        ],
      }),
    );
    expect(failuresIn(file)).toEqual([
      {
        name: 'a.spec.ts: subtracts',
        lines: ['AssertionError: expected 1 to be 2', '    at /w/libs/a.spec.ts:3:4'],
      },
      { name: 'b.spec.ts', lines: ['Cannot find ./c.ts'] },
    ]);
  });

  it('cuts what is long', () => {
    const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
    const testResults = [{ name: 'a', status: 'failed', message, assertionResults: [] }];
    fs.writeFileSync(file, JSON.stringify({ testResults }));
    const [failed] = failuresIn(file);
    expect(failed?.lines).toHaveLength(13);
    expect(failed?.lines.at(-1)).toBe('(28 more lines)');
  });

  it('has nothing to tell without a report', () => {
    expect(failuresIn(file)).toEqual([]);
  });
});

describe('the last line', () => {
  it('adds up all runners', () => {
    const all = add([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 4, failed: 2, skipped: 0 },
    ]);
    expect(inWords(all)).toBe('7 passed, 2 failed, 1 skipped');
  });

  it('says nothing of skipped tests when there are none', () => {
    expect(inWords({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  });
});
