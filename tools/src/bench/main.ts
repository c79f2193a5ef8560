import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { endTree } from '../processes/end-tree.ts';

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
let ended: Promise<void> | null = null;
const end = (graceMs?: number): void => {
  ended = endTree(child.pid ?? 0, graceMs);
};
// Servers and workers that a benchmark has started do not end with it when it is killed.
onWishToStop(
  () => end(),
  () => end(0),
);
child.on('exit', (code) => {
  void Promise.resolve(ended).then(() => process.exit(code ?? 1));
});
