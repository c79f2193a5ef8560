import { BsonType, field, type RawValue } from './bson/raw-value.ts';
import { isNumber, numberOf } from './bson/scalars.ts';
import { ServerError } from './bson/errors.ts';
import { asBuffer } from './storage/collection.ts';
import type { Database } from './storage/database.ts';

// logicalSessionTimeoutMinutes: a client does not use a session that has been idle for longer.
export const sessionTimeoutMinutes = 30;

/**
 * Makes retried writes run once: the reply to a session's last numbered write is stored in the
 * transaction of that write, and a retry gets it again, also after a restart.
 */
export class Retries {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Does a write unless this session has sent it before. Throws 225 for a number that is over. */
  once(body: RawValue, work: () => Buffer): Buffer {
    const number = field(body, 'txnNumber');
    if (number === undefined) return this.#database.write(work);
    const session = sessionOf(body);
    if (session === undefined || !isNumber(number)) {
      throw new ServerError(72, 'A write with txnNumber needs a session (lsid).');
    }
    return this.#database.write(() => this.#numbered(session, numberOf(number), work));
  }

  /** Forgets sessions that their clients have ended. */
  forget(sessions: readonly Buffer[]): void {
    this.#database.write(() => {
      const statement = this.#database.statement('DELETE FROM retries WHERE session = ?');
      for (const session of sessions) statement.run(session);
    });
  }

  /** Forgets sessions that have timed out. */
  forgetOld(now: number): void {
    const oldest = now - sessionTimeoutMinutes * 60_000;
    this.#database.write(() => {
      this.#database.statement('DELETE FROM retries WHERE at < ?').run(oldest);
    });
  }

  #numbered(session: Buffer, number: number, work: () => Buffer): Buffer {
    const last = this.#database
      .statement('SELECT number, reply FROM retries WHERE session = ?')
      .get(session);
    if (last !== undefined && number < Number(last['number'])) {
      throw new ServerError(
        225,
        `Retryable write with txnNumber ${String(number)} is prohibited because a newer one has already started on this session.`,
      );
    }
    if (last?.['number'] === number && last['reply'] instanceof Uint8Array) {
      return asBuffer(last['reply']);
    }
    const reply = work();
    this.#database
      .statement('INSERT OR REPLACE INTO retries (session, number, reply, at) VALUES (?, ?, ?, ?)')
      .run(session, number, reply, Date.now());
    return reply;
  }
}

/** The identity of the session that a command belongs to. */
function sessionOf(body: RawValue): Buffer | undefined {
  const lsid = field(body, 'lsid');
  return lsid?.type === BsonType.object ? sessionId(lsid) : undefined;
}

/** The bytes of a session's `id`. */
export function sessionId(lsid: RawValue): Buffer | undefined {
  return field(lsid, 'id')?.slice();
}
