import { setImmediate } from 'node:timers/promises';
import {
  anyField,
  commandAliases,
  commands,
  commonCommandFields,
  type CommandName,
} from '../../surface.ts';
import { BsonType, field, fieldsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, isTrue, numberOf, textOf } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { aggregate } from '../commands/aggregate.ts';
import type { Handler, Request, Services } from '../commands/context.ts';
import { explain } from '../commands/explain.ts';
import { findAndModify } from '../commands/find-and-modify.ts';
import { forgetRemoved } from '../commands/forget-removed.ts';
import { buildInfo, dbStats, hello, ping } from '../commands/hello.ts';
import { collStats } from '../commands/coll-stats.ts';
import { createIndexes, dropIndexes, listIndexes } from '../commands/indexes.ts';
import {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
} from '../commands/namespaces.ts';
import { count, find, getMore, killCursors } from '../commands/read.ts';
import { saslContinue, saslStart } from '../commands/sasl.ts';
import type { Session } from '../commands/session.ts';
import { endSessions } from '../commands/sessions.ts';
import { errorFields } from '../commands/write-result.ts';
import { insert, remove, update } from '../commands/write.ts';
import { isDiskFull, ServerError } from '../bson/errors.ts';
import type { Message } from './wire.ts';

const handlers: Readonly<Record<CommandName, Handler>> = {
  hello,
  ping,
  buildInfo,
  dbStats,
  forgetRemoved,
  collStats,
  create,
  createIndexes,
  listIndexes,
  dropIndexes,
  listCollections,
  listDatabases,
  drop,
  dropDatabase,
  insert,
  update,
  delete: remove,
  find,
  getMore,
  killCursors,
  findAndModify,
  aggregate,
  count,
  endSessions,
  explain,
  saslStart,
  saslContinue,
};

/** What whoever has not shown the password may ask. */
const openCommands: ReadonlySet<string> = new Set<CommandName>([
  'hello',
  'saslStart',
  'saslContinue',
]);

const commonFields: ReadonlySet<string> = new Set(commonCommandFields);

/** Where a command came from. */
export interface Origin {
  readonly connection: object;
  readonly session: Session;
  readonly address: string;
}

/** Runs one command and gives its reply document; refusals are replies too. */
export async function dispatch(
  services: Services,
  origin: Origin,
  message: Message,
  onFault: (error: unknown) => void,
): Promise<Buffer> {
  try {
    return await runMakingRoom(services, origin, message);
  } catch (error) {
    const refusal = error instanceof ServerError ? error : faultOf(error, onFault);
    return encodeDocument({ ok: 0, ...errorFields(refusal), codeName: refusal.codeName });
  }
}

/** Commands that store nothing and may be run again: what they saw was of a turn whose writes had no room. */
const readers: ReadonlySet<string> = new Set<CommandName>([
  'hello',
  'ping',
  'buildInfo',
  'dbStats',
  'collStats',
  'listIndexes',
  'listCollections',
  'listDatabases',
  'find',
  'aggregate',
  'count',
  'explain',
]);
const readTries = 10;

/**
 * Runs a command. When the disk is full the reserve is given up and a write runs once more; nothing of it was stored if
 * it is one that drivers number, for those run in one go. Reads do not fail with the writes beside them.
 */
async function runMakingRoom(
  services: Services,
  origin: Origin,
  message: Message,
): Promise<Buffer> {
  const { reserve } = services;
  const isRead = readers.has(commandName(message.body));
  const isNumbered = field(message.body, 'txnNumber') !== undefined;
  for (let tries = 1; ; tries += 1) {
    const wasHeld = reserve.isHeld;
    try {
      return await runToCommit(services, origin, message);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      reserve.giveUp();
      if (isRead ? tries === readTries : !(wasHeld && isNumbered)) throw error;
      await setImmediate();
    }
  }
}

async function runToCommit(services: Services, origin: Origin, message: Message): Promise<Buffer> {
  const reply = await run(services, origin, message);
  await services.database.committed(isDurable(message.body));
  return reply;
}

async function run(services: Services, origin: Origin, message: Message): Promise<Buffer> {
  const { body, sequences } = message;
  const name = commandName(body);
  if (services.credentials && !origin.session.isAuthenticated && !openCommands.has(name)) {
    throw new ServerError(13, `Command ${name} requires authentication`);
  }
  refuseTransactions(body);
  checkFields(name, body);
  const db = message.queryDb ?? databaseOf(body);
  const request: Request = {
    ...services,
    ...origin,
    body,
    sequences,
    db,
    deadline: deadlineOf(body),
  };
  return await handlers[name](request);
}

function commandName(body: RawValue): CommandName {
  const [first] = fieldsOf(body);
  const sent = first?.name ?? '';
  const name = commandAliases[sent] ?? sent;
  if (!Object.hasOwn(handlers, name)) {
    throw new ServerError(59, `no such command: '${sent}'`);
  }
  return name as CommandName;
}

function checkFields(name: CommandName, body: RawValue): void {
  const allowed: readonly string[] = commands[name];
  if (allowed.includes(anyField)) return;
  let position = 0;
  for (const { name: fieldName } of fieldsOf(body)) {
    const isKnown = position === 0 || commonFields.has(fieldName) || allowed.includes(fieldName);
    if (!isKnown) {
      throw new ServerError(40415, `BSON field '${name}.${fieldName}' is an unknown field.`);
    }
    position += 1;
  }
}

function refuseTransactions(body: RawValue): void {
  if (field(body, 'autocommit') !== undefined) {
    throw new ServerError(20, 'Transactions are not supported by this server.');
  }
  const concern = field(body, 'readConcern');
  const level = concern?.type === BsonType.object ? field(concern, 'level') : undefined;
  if (level?.type === BsonType.string && textOf(level) === 'snapshot') {
    throw new ServerError(72, 'readConcern level snapshot is not supported by this server.');
  }
}

function databaseOf(body: RawValue): string {
  const db = field(body, '$db');
  if (db?.type !== BsonType.string) {
    throw new ServerError(40414, "BSON field '$db' is missing but a required field");
  }
  return textOf(db);
}

function deadlineOf(body: RawValue): number {
  const limit = field(body, 'maxTimeMS');
  const milliseconds = limit !== undefined && isNumber(limit) ? numberOf(limit) : 0;
  return milliseconds > 0 ? performance.now() + milliseconds : Infinity;
}

/** `j: true` and majority ask for a commit that survives a power cut. */
function isDurable(body: RawValue): boolean {
  const concern = field(body, 'writeConcern');
  if (concern?.type !== BsonType.object) return false;
  const w = field(concern, 'w');
  return isTrue(field(concern, 'j')) || (w?.type === BsonType.string && textOf(w) === 'majority');
}

function faultOf(error: unknown, onFault: (error: unknown) => void): ServerError {
  onFault(error);
  if (isDiskFull(error)) {
    return new ServerError(14031, 'The disk is full. Nothing of this command was stored.');
  }
  return new ServerError(
    1,
    'The server could not carry out the command. Nothing of it was stored.',
  );
}
