import { Refusal } from '../refusal.ts';
import { runCommand } from '../start/run-command.ts';
import { FROM_SOURCE, inWorkspace } from '../workspace.ts';

/** Builds the worker, the document server and what else is named: measured is what users run, the bundles. */
export async function buildApps(...others: readonly string[]): Promise<void> {
  const bundler = inWorkspace('tools', 'src', 'build', 'bundle.ts');
  const apps = ['apps/worker', ...others].map((app) => [app]);
  for (const args of [...apps, ['libs/embedded', 'src/server/main.ts']]) {
    const { code, output } = await runCommand(process.execPath, [FROM_SOURCE, bundler, ...args]);
    if (code !== 0) throw new Refusal(`The build failed: ${output}`);
  }
}
