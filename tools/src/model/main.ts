import { parseArgs } from 'node:util';
import { inOneLine } from '../refusal.ts';
import { nodeRunner, runTests } from '../test/runners.ts';
import { inWorkspace } from '../workspace.ts';

/** What CI plays is a twentieth of it. */
const RUNS = '10000';
const MODEL = 'test/model/model.spec.ts';

try {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: RUNS }, seed: { type: 'string', default: '1' } },
  });
  process.env['MODEL_RUNS'] = values.runs;
  process.env['MODEL_SEED'] = values.seed;
  const reports = inWorkspace('dist', 'model');
  process.exitCode = await runTests(nodeRunner(reports, ['--project=@app/monitoring', MODEL]));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 1;
}
