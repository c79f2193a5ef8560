import fs from 'node:fs';
import { inOneLine } from '../refusal.ts';
import { say } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';
import { judgeComments } from './judge-comments.ts';
import { judgeDocument } from './judge-document.ts';
import { DOCUMENTS, readRepository } from './repository.ts';
import { runFencedCommands, type Tally } from './run-commands.ts';

try {
  const tally = process.argv.includes('--run') ? await runFencedCommands() : check();
  const { passed, failed, skipped } = tally;
  const rest = skipped > 0 ? `, ${String(skipped)} skipped` : '';
  say(`${String(passed)} passed, ${String(failed)} failed${rest}`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 1;
}

/** Everything that documents and comments name exists. */
function check(): Tally {
  const { facts, sources, variableFaults } = readRepository();
  const read = (file: string) => {
    const known = facts.files.find((one) => one === file || one.endsWith(`/${file}`));
    return known === undefined ? undefined : fs.readFileSync(inWorkspace(known), 'utf8');
  };
  const documents = facts.files.filter((file) => DOCUMENTS.test(file));
  const judged = [
    ...documents.map((file) =>
      judgeDocument(file, fs.readFileSync(inWorkspace(file), 'utf8'), facts),
    ),
    ...sources.map(({ file, text }) => judgeComments(file, text, read)),
    variableFaults,
  ];
  for (const fault of judged.flat()) say(fault);
  const failed = judged.filter((faults) => faults.length > 0).length;
  return { passed: judged.length - failed, failed, skipped: 0 };
}
