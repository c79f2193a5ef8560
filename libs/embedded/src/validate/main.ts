import { parseArgs } from 'node:util';
import { dataFileIn } from '../server/start.ts';
import { validateDataFile } from './validate.ts';

/** Prints what is wrong with a data folder; exits with 1 when something is. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
  const dataDir = values['data-dir'];
  if (dataDir === undefined) {
    throw new Error('No data folder was given. Usage: main.ts --data-dir FOLDER');
  }
  const report = await validateDataFile(dataFileIn(dataDir));
  for (const problem of report.problems) process.stdout.write(`${problem}\n`);
  const verdict = report.problems.length === 0 ? 'sound' : 'NOT sound';
  process.stdout.write(
    `${String(report.collections)} collections, ${String(report.documents)} documents, ${String(report.indexes)} indexes: ${verdict}\n`,
  );
  process.exitCode = report.problems.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
