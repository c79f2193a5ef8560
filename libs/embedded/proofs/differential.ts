import { parseArgs } from 'node:util';
import { EJSON } from 'bson';
import { MongoClient, type Db } from 'mongodb';
import { deviations, type Deviation, type Difference } from './differential/deviations.ts';
import { normaliseError, normaliseReply } from './differential/normalise.ts';
import { operation, preparation, readAll, type Operation } from './differential/operations.ts';
import { findReference, startEmbedded, startReference, temporaryFolder } from './processes.ts';
import { Random } from './random.ts';

const roundLength = 400;
const checkEvery = 10;

interface Tally {
  done: number;
  readonly explained: Map<string, number>;
}

/** Sends the same random commands to both servers until they differ; resolves when they never did. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      operations: { type: 'string', default: '50000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      keep: { type: 'boolean', default: false },
    },
  });
  const reference = findReference();
  if ('reason' in reference) {
    console.log(`Differential test skipped: ${reference.reason}`);
    return;
  }
  console.log(`Differential test: ${values.operations} operations, seed ${values.seed}`);
  const folders = [await temporaryFolder(), await temporaryFolder()] as const;
  const embedded = await startEmbedded(folders[0].path);
  const other = await startReference(reference.path, folders[1].path);
  const clients = [new MongoClient(embedded.uri), new MongoClient(other.uri)] as const;
  try {
    const databases = clients.map((client) => client.db('differential')) as [Db, Db];
    const tally: Tally = { done: 0, explained: new Map() };
    const random = new Random(Number(values.seed));
    const differences = await compare(
      databases,
      random,
      Number(values.operations),
      tally,
      values.keep,
    );
    report(tally, differences);
    process.exitCode = differences.length === 0 ? 0 : 1;
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all([embedded.stop(), other.stop()]);
    await Promise.all(folders.map((folder) => folder.remove()));
  }
}

async function compare(
  databases: readonly [Db, Db],
  random: Random,
  total: number,
  tally: Tally,
  keepsGoing: boolean,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  while (tally.done < total && (differences.length === 0 || keepsGoing)) {
    for (const step of preparation(random)) await both(databases, step);
    for (let count = 0; count < roundLength && tally.done < total; count += 1) {
      const step = operation(random);
      tally.done += 1;
      const answers = await both(databases, step);
      const isOpen = isOrderOpen(step, answers);
      if (isOpen && (answers[0] !== answers[1] || (await haveDifferentDocuments(databases)))) break;
      let difference = differenceOf(step, answers);
      if (difference === undefined && count % checkEvery === checkEvery - 1) {
        difference = differenceOf(readAll(), await both(databases, readAll()));
      }
      if (difference === undefined) continue;
      const known = await explanation(difference, databases[1]);
      if (known === undefined) {
        differences.push(difference);
        break;
      }
      tally.explained.set(known.reason, (tally.explained.get(known.reason) ?? 0) + 1);
      // The stored documents may differ from here on.
      if (!isRead(step)) break;
    }
  }
  return differences;
}

async function explanation(difference: Difference, reference: Db): Promise<Deviation | undefined> {
  for (const deviation of deviations) {
    if (await deviation.explains(difference, reference)) return deviation;
  }
  return undefined;
}

async function both(databases: readonly [Db, Db], step: Operation): Promise<[string, string]> {
  return await Promise.all([answer(databases[0], step), answer(databases[1], step)]);
}

function differenceOf(
  { command }: Operation,
  [embedded, reference]: readonly [string, string],
): Difference | undefined {
  return embedded === reference ? undefined : { command, embedded, reference };
}

async function answer(db: Db, { command, isOrdered }: Operation): Promise<string> {
  try {
    const reply = await db.command(command, { promoteValues: false });
    return normaliseReply(reply, isOrdered);
  } catch (error) {
    return normaliseError(error);
  }
}

/**
 * A multi update that is refused half-way has changed what its server happened to reach first, and
 * tells what was wrong with the document that it happened to reach last.
 */
function isOrderOpen({ command }: Operation, answers: readonly [string, string]): boolean {
  const isMulti = JSON.stringify(command['updates'] ?? '').includes('"multi":true');
  const [embedded, reference] = answers.map((answer) => answer.replaceAll(/"code":{.*?}/g, ''));
  return isMulti && answers[0].includes('"errors"') && embedded === reference;
}

async function haveDifferentDocuments(databases: readonly [Db, Db]): Promise<boolean> {
  const [embedded, reference] = await both(databases, readAll());
  return embedded !== reference;
}

function isRead({ command }: Operation): boolean {
  return ['find', 'aggregate', 'count'].some((name) => name in command);
}

function report({ done, explained }: Tally, differences: readonly Difference[]): void {
  for (const { command, embedded, reference } of differences) {
    console.log(`\ncommand   ${EJSON.stringify(command, { relaxed: false })}`);
    for (const line of linesOnlyIn(embedded, reference)) console.log(`embedded  ${line}`);
    for (const line of linesOnlyIn(reference, embedded)) console.log(`reference ${line}`);
  }
  for (const [reason, count] of explained) console.log(`${String(count)} x known: ${reason}`);
  console.log(`${String(done)} operations, ${String(differences.length)} differences`);
}

function linesOnlyIn(answer: string, other: string): string[] {
  const known = new Set(other.split('\n'));
  const lines = answer.split('\n').filter((line) => !known.has(line));
  return lines.length > 0 ? lines : [`the same ${String(known.size)} documents in another order`];
}

await main();
