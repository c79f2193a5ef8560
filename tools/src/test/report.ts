import fs from 'node:fs';

/** Figures of one runner, or of all together. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why a file could not be loaded. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** A test that failed, or a file that could not be loaded, and the first lines of its errors. */
export interface FailedTest {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Lines of one error: what was expected and what came, and where in our code that was. */
const SHOWN_LINES = 12;
const STACK_LINE = /^\s+at /;
const OF_OTHERS = /node_modules|node:internal|\(native\)/;

/**
 * Counts a JSON report. A file that could not even be loaded is one failure, and so is a runner
 * that ended badly without a failed test (a crash, an unhandled error) or left no report at all.
 */
export function tallyOf(reportFile: string, exitCode: number | null): Tally {
  const report = readReport(reportFile);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const statuses = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => status),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  return {
    passed,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: statuses.length - passed - failedTests,
  };
}

/** Full names of the tests that did not run, with their file. */
export function skippedIn(reportFile: string): string[] {
  return (readReport(reportFile)?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `${name}: ${fullName}`),
  );
}

/** Full names of the tests that ran and that failed, with their file; a broken file stands for its tests. */
export function namesIn(reportFile: string): { ran: string[]; failed: string[] } {
  const files = readReport(reportFile)?.testResults ?? [];
  const named = (wanted: readonly string[]) =>
    files.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => wanted.includes(status))
        .map(({ fullName }) => `${name}: ${fullName}`),
    );
  const failed = named(['failed']);
  const broken = files
    .filter(
      ({ name, status }) => status === 'failed' && !failed.some((one) => one.startsWith(name)),
    )
    .map(({ name }) => name);
  return { ran: named(['passed', 'failed']), failed: [...failed, ...broken] };
}

/** What failed, with the reasons, in the order of the report. */
export const failuresIn = (reportFile: string): FailedTest[] =>
  (readReport(reportFile)?.testResults ?? []).flatMap(
    ({ name, status, message = '', assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (status === 'failed' && failed.length === 0) return [{ name, lines: telling(message) }];
      return failed.map(({ fullName, failureMessages = [] }) => ({
        name: `${name}: ${fullName}`,
        lines: failureMessages.flatMap(telling),
      }));
    },
  );

/** The words of an error and the first place of its stack that is ours. */
function telling(error: string): string[] {
  const lines = error.split('\n').filter((line) => line.trim() !== '');
  const words = lines.filter((line) => !STACK_LINE.test(line));
  const place = lines.find((line) => STACK_LINE.test(line) && !OF_OTHERS.test(line));
  const more = words.length - SHOWN_LINES;
  return [
    ...words.slice(0, SHOWN_LINES),
    ...(more > 0 ? [`(${String(more)} more lines)`] : []),
    ...(place === undefined ? [] : [place]),
  ];
}

export function add(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The line that ends a run: `12 passed, 0 failed`, with `, 1 skipped` when there are any. */
export function inWords({ passed, failed, skipped }: Tally): string {
  const words = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped > 0 ? `${words}, ${String(skipped)} skipped` : words;
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined; // the runner died before it could write
  }
}
