import { Refusal } from '../refusal.ts';
import { runCommand } from '../start/run-command.ts';
import { FROM_SOURCE, inWorkspace } from '../workspace.ts';

/** Builds the worker and the document server: measured is what users run, the bundles. */
export async function buildApps(): Promise<void> {
  const bundler = inWorkspace('tools', 'src', 'build', 'bundle.ts');
  for (const args of [['apps/worker'], ['libs/embedded', 'src/server/main.ts']]) {
    const { code, output } = await runCommand(process.execPath, [FROM_SOURCE, bundler, ...args]);
    if (code !== 0) throw new Refusal(`The build failed: ${output}`);
  }
}
