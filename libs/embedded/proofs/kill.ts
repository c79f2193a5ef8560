import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { dataFileIn, validateDataFile } from '../src/index.ts';
import { startEmbedded, temporaryFolder } from './processes.ts';
import { Random } from './random.ts';

const writers = 8;

/** What the writers know to be stored, because the server said so. */
interface Acknowledged {
  readonly inserted: Set<string>;
  /** The last acknowledged count of each writer's own document. */
  readonly counts: number[];
}

/**
 * Kills the server again and again while eight writers write, and looks each time whether
 * everything that was acknowledged is there and the file is sound.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
  });
  const random = new Random(Number(values.seed));
  const folder = await temporaryFolder();
  const acknowledged: Acknowledged = {
    inserted: new Set(),
    counts: Array<number>(writers).fill(0),
  };
  let problems = 0;
  try {
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      await writeUntilKilled(folder.path, round, acknowledged, 200 + random.below(600));
      const { problems: found } = await validateDataFile(dataFileIn(folder.path));
      const missing = await missingAfterRestart(folder.path, acknowledged);
      for (const problem of [...found, ...missing]) console.log(problem);
      problems += found.length + missing.length;
      console.log(
        `round ${String(round)}: ${String(acknowledged.inserted.size)} acknowledged, ${String(missing.length)} missing, ${String(found.length)} problems in the file`,
      );
    }
  } finally {
    await folder.remove();
  }
  process.exitCode = problems === 0 ? 0 : 1;
}

async function writeUntilKilled(
  dataDir: string,
  round: number,
  acknowledged: Acknowledged,
  afterMs: number,
): Promise<void> {
  const server = await startEmbedded(dataDir);
  const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 1000 });
  const db = client.db('kill');
  await db.collection('log').createIndexes([{ key: { writer: 1, at: -1 } }]);
  const killed = new AbortController();
  const work = Array.from({ length: writers }, async (_, writer) => {
    for (let number = 0; !killed.signal.aborted; number += 1) {
      const id = `${String(round)}-${String(writer)}-${String(number)}`;
      const count = (acknowledged.counts[writer] ?? 0) + 1;
      try {
        await db.collection('log').insertOne({ _id: id, writer, at: new Date() } as never);
        acknowledged.inserted.add(id);
        await db
          .collection('counts')
          .updateOne({ _id: writer } as never, { $max: { count } }, { upsert: true });
        acknowledged.counts[writer] = count;
      } catch (error) {
        mayFail(killed.signal, error);
      }
    }
  });
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  killed.abort();
  await server.kill();
  await Promise.all(work);
  await client.close();
}

/** The connections break when the server is killed; before that they must not. */
function mayFail(killed: AbortSignal, error: unknown): void {
  if (!killed.aborted) throw error;
}

async function missingAfterRestart(
  dataDir: string,
  { inserted, counts }: Acknowledged,
): Promise<string[]> {
  const server = await startEmbedded(dataDir);
  const client = new MongoClient(server.uri);
  const db = client.db('kill');
  const stored = new Set<string>();
  for await (const { _id } of db.collection('log').find({}, { projection: { _id: 1 } })) {
    stored.add(String(_id));
  }
  const missing = [...inserted].filter((id) => !stored.has(id)).map((id) => `${id} is missing`);
  for (const [writer, count] of counts.entries()) {
    const found = await db.collection('counts').findOne({ _id: writer } as never);
    if (Number(found?.['count'] ?? 0) < count) missing.push(`count ${String(writer)} went back`);
  }
  await client.close();
  await server.stop();
  return missing;
}

await main();
