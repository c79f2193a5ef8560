import { serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { encodeMessage } from '../../testing/raw-command.ts';
import { plain } from '../../testing/raw.ts';
import { encodeReply, MessageReader, type Message } from './wire.ts';

function read(...chunks: Buffer[]): Message[] {
  const reader = new MessageReader();
  return chunks.flatMap((chunk) => [...reader.push(chunk)]);
}

/** An OP_MSG whose documents come as a sequence beside the body. */
function withSequence(): Buffer {
  const message = encodeMessage(9, 0, { insert: 'things' });
  const name = Buffer.from('documents\0');
  const documents = Buffer.concat([{ n: 1 }, { n: 2 }].map((document) => serialize(document)));
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(4 + name.length + documents.length, 1);
  const bytes = Buffer.concat([message, head, name, documents]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

describe('the wire', () => {
  it('cuts a stream into messages wherever its chunks end', () => {
    const stream = Buffer.concat([
      encodeMessage(1, 0, { ping: 1 }),
      encodeMessage(2, 2, { ping: 2 }),
    ]);
    for (let cut = 1; cut < stream.length; cut += 1) {
      const messages = read(stream.subarray(0, cut), stream.subarray(cut));
      expect(messages.map(({ requestId, isSilent }) => [requestId, isSilent])).toEqual([
        [1, false],
        [2, true],
      ]);
    }
  });

  it('reads documents that come beside the body', () => {
    const [message] = read(withSequence());
    expect(message?.sequences.get('documents')?.map(plain)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(message && plain(message.body)).toEqual({ insert: 'things' });
  });

  it('reads and answers the first contact in its old form', () => {
    const body = serialize({ hello: 1 });
    const head = Buffer.concat([Buffer.alloc(20), Buffer.from('admin.$cmd\0'), Buffer.alloc(8)]);
    const query = Buffer.concat([head, body]);
    query.writeInt32LE(query.length, 0);
    query.writeInt32LE(5, 4);
    query.writeInt32LE(2004, 12);
    const [message] = read(query);
    if (message === undefined) throw new Error('no message');
    expect(message.queryDb).toBe('admin');
    const reply = encodeReply(message, 1, Buffer.from(serialize({ ok: 1 })));
    expect(reply.readInt32LE(8)).toBe(5);
    expect(reply.readInt32LE(12)).toBe(1);
    expect(reply.readInt32LE(32)).toBe(1);
  });

  it.each([
    ['too short a length', (bytes: Buffer) => bytes.writeInt32LE(8, 0)],
    ['too large a length', (bytes: Buffer) => bytes.writeInt32LE(48_000_001, 0)],
    ['a compressed message', (bytes: Buffer) => bytes.writeInt32LE(2012, 12)],
    ['an unknown flag', (bytes: Buffer) => bytes.writeUInt32LE(4, 16)],
    ['a cut-off body', (bytes: Buffer) => bytes.writeInt32LE(1000, 21)],
    ['an unknown section', (bytes: Buffer) => bytes.writeUInt8(3, 20)],
  ])('refuses %s', (_, damage) => {
    const bytes = encodeMessage(1, 0, { ping: 1 });
    damage(bytes);
    expect(() => read(bytes)).toThrow();
  });
});
