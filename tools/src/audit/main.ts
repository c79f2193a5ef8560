import { AuditChainCheck } from '@app/domain/audit';
import { auditLinks, systemContext } from '@app/monitoring';
import { auditHash, createStores } from '@app/persistence';
import { openDatabase } from '../data/open-database.ts';
import { attach } from '../databases/attach.ts';
import { inOneLine } from '../refusal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';
import { readVerifyTask, reportLines, type VerifyTask } from './words.ts';

try {
  await verify(readVerifyTask(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 1;
}

/** Follows the chain from its oldest entry on, also while the product runs, and says where it is broken. */
async function verify({ head, mongodb }: VerifyTask): Promise<void> {
  const env = readSettings();
  const named = mongodb ?? env.databases?.mongodbUri ?? null;
  const running = named === null ? await attach(env.dataDir) : null;
  const database = await openDatabase(env, named ?? running?.urls.mongodb ?? null);
  try {
    const check = new AuditChainCheck(auditHash, head);
    const { audit } = createStores(database.connection);
    for await (const links of auditLinks(systemContext({ audit }, { name: 'audit:verify' }))) {
      for (const link of links) check.add(link);
    }
    const report = check.report();
    for (const line of reportLines(report)) say(line);
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
    await running?.leave();
  }
}
