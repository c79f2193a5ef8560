import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Benchmarks by name; each prints its figures beside a baseline that it measured in the same run. */
const BENCHMARKS: Record<string, string> = {
  checks: 'tools/src/bench/checks/main.ts',
  alerts: 'tools/src/bench/alerts/main.ts',
  numbers: 'tools/src/bench/numbers/main.ts',
  queue: 'tools/src/bench/queue/main.ts',
  product: 'tools/src/bench/product/main.ts',
  embedded: 'libs/embedded/bench/bench.ts',
  certificate: 'libs/checks/bench/certificate-probe.ts',
  probe: 'libs/checks/bench/http-probe.ts',
  registry: 'libs/checks/bench/registry-answers.ts',
};

const [name = '', ...rest] = process.argv.slice(2);
const file = BENCHMARKS[name];
if (!file) {
  console.error(`Say which benchmark to run: npm run bench ${Object.keys(BENCHMARKS).join(' | ')}`);
  process.exit(1);
}
const child = spawn(process.execPath, ['--conditions=@app/source', resolve(file), ...rest], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
