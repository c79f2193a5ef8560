import { BsonType, itemsOf, field } from '../bson/raw-value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { sessionId } from '../retries.ts';
import { missing } from './arguments.ts';
import type { Request } from './context.ts';

export function endSessions({ body, retries }: Request): Buffer {
  const sessions = field(body, 'endSessions');
  if (sessions?.type !== BsonType.array) throw missing('endSessions');
  retries.forget(
    itemsOf(sessions)
      .map((session) => (session.type === BsonType.object ? sessionId(session) : undefined))
      .filter((id) => id !== undefined),
  );
  return encodeDocument({ ok: 1 });
}
