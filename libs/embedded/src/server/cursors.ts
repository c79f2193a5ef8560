import type { RawValue } from './bson/raw-value.ts';
import { BsonType } from './bson/raw-value.ts';
import { BsonWriter, int64Value } from './bson/writer.ts';
import { ServerError } from './bson/errors.ts';
import { Pace } from './pace.ts';
import type { Stream } from './execution/scan.ts';

/** As in MongoDB: https://www.mongodb.com/docs/manual/reference/method/cursor.batchSize/ */
export const firstBatchSize = 101;
// A reply may hold 16 MB; smaller ones keep memory flat and other clients' waits short.
const maxBatchBytes = 4 * 1024 * 1024;
const idleTimeoutMs = 10 * 60 * 1000;

interface Cursor {
  readonly namespace: string;
  readonly connection: object;
  readonly documents: Stream<RawValue>;
  /** Read already, but too large for the batch it was read for. */
  held: RawValue | undefined;
  usedAt: number;
  isBusy: boolean;
}

export interface OpenCursor {
  readonly namespace: string;
  readonly connection: object;
  readonly documents: Stream<RawValue>;
  readonly batchSize: number;
  /** All documents belong into the first batch, and no cursor remains. */
  readonly isSingleBatch: boolean;
  readonly deadline: number;
}

/** The open cursors. Each is a stream that has read no further than its client asked. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();
  #lastId = BigInt(Date.now()) * 1000n;

  get size(): number {
    return this.#cursors.size;
  }

  /** The reply with the first batch; a cursor stays open when there may be more. */
  async open(request: OpenCursor): Promise<Buffer> {
    const cursor: Cursor = {
      namespace: request.namespace,
      connection: request.connection,
      documents: request.documents,
      held: undefined,
      usedAt: Date.now(),
      isBusy: false,
    };
    const batch = await fill(cursor, 'firstBatch', request.batchSize, request.deadline);
    if (batch.isLast || request.isSingleBatch) return reply(batch.writer, 0n, cursor.namespace);
    this.#lastId += 1n;
    this.#cursors.set(this.#lastId, cursor);
    return reply(batch.writer, this.#lastId, cursor.namespace);
  }

  /** The reply with the next batch. Throws 43 for a cursor that is not there. */
  async more(id: bigint, namespace: string, batchSize: number, deadline: number): Promise<Buffer> {
    const cursor = this.#cursors.get(id);
    if (cursor?.namespace !== namespace || cursor.isBusy) {
      throw new ServerError(43, `cursor id ${String(id)} not found`);
    }
    cursor.isBusy = true;
    try {
      const batch = await fill(cursor, 'nextBatch', batchSize, deadline);
      if (batch.isLast) this.#cursors.delete(id);
      return reply(batch.writer, batch.isLast ? 0n : id, namespace);
    } catch (error) {
      this.#cursors.delete(id);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
    }
  }

  /** Whether there was such a cursor. */
  kill(id: bigint): boolean {
    return this.#cursors.delete(id);
  }

  killOf(connection: object): void {
    for (const [id, cursor] of this.#cursors) {
      if (cursor.connection === connection) this.#cursors.delete(id);
    }
  }

  /** Frees cursors that nobody has asked for ten minutes. */
  killIdle(now: number): void {
    for (const [id, cursor] of this.#cursors) {
      if (!cursor.isBusy && now - cursor.usedAt > idleTimeoutMs) this.#cursors.delete(id);
    }
  }
}

async function fill(
  cursor: Cursor,
  name: string,
  batchSize: number,
  deadline: number,
): Promise<{ writer: BsonWriter; isLast: boolean }> {
  const pace = new Pace(deadline);
  const writer = new BsonWriter();
  writer.open('cursor', BsonType.object);
  writer.open(name, BsonType.array);
  let isLast = false;
  for (let count = 0; count < batchSize;) {
    const document = cursor.held ?? next(cursor.documents);
    cursor.held = undefined;
    if (document === 'end') {
      isLast = true;
      break;
    }
    if (document === undefined) {
      if (pace.isOver) await pace.breathe();
      continue;
    }
    if (count > 0 && writer.length + document.end - document.start > maxBatchBytes) {
      cursor.held = document;
      break;
    }
    writer.raw(String(count), document);
    count += 1;
  }
  writer.close();
  return { writer, isLast };
}

function next(documents: Stream<RawValue>): RawValue | 'end' | undefined {
  const { done, value } = documents.next();
  return done === true ? 'end' : (value ?? undefined);
}

function reply(writer: BsonWriter, id: bigint, namespace: string): Buffer {
  writer.raw('id', int64Value(id));
  writer.value('ns', namespace);
  writer.close();
  writer.value('ok', 1);
  return writer.finish();
}
