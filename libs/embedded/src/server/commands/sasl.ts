import { BsonType, field, RawValue } from '../bson/raw-value.ts';
import { textOf } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { authenticationFailed, MECHANISM, ScramConversation } from '../scram.ts';
import type { Request } from './context.ts';

const headBytes = 5;

/** The text of a binary value, or of a string. */
function payloadOf(body: RawValue): string {
  const value = field(body, 'payload');
  if (value?.type === BsonType.string) return textOf(value);
  if (value?.type !== BsonType.binary) throw authenticationFailed();
  return value.bytes.toString('latin1', value.start + headBytes, value.end);
}

function binary(text: string): RawValue {
  const bytes = Buffer.alloc(headBytes + text.length);
  bytes.writeInt32LE(text.length, 0);
  bytes.write(text, headBytes, 'latin1');
  return new RawValue(BsonType.binary, bytes, 0, bytes.length);
}

const reply = (payload: string, done: boolean): Buffer =>
  encodeDocument({ conversationId: 1, payload: binary(payload), done, ok: 1 });

/** Begins to ask for the password. */
export function saslStart({ body, session, credentials }: Request): Buffer {
  const mechanism = field(body, 'mechanism');
  const isKnown = mechanism?.type === BsonType.string && textOf(mechanism) === MECHANISM;
  if (!credentials || !isKnown) throw authenticationFailed();
  session.conversation = new ScramConversation(credentials, payloadOf(body));
  return reply(session.conversation.first, false);
}

/** Ends the conversation; the connection may do everything from then on. */
export function saslContinue({ body, session }: Request): Buffer {
  const { conversation } = session;
  session.conversation = null;
  if (!conversation) throw authenticationFailed();
  const last = conversation.finish(payloadOf(body));
  session.isAuthenticated = true;
  return reply(last, true);
}
