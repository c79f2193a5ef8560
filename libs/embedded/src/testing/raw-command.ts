import { deserialize, serialize, type Document } from 'bson';
import { once } from 'node:events';
import { connect } from 'node:net';

const headBytes = 21;

/** An OP_MSG with one body. */
export function encodeMessage(requestId: number, flags: number, command: Document): Buffer {
  const body = serialize(command);
  const head = Buffer.alloc(headBytes);
  head.writeInt32LE(headBytes + body.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
}

/** Sends a command on a connection of its own, without what a driver would add; the reply is short. */
export async function rawCommand(port: number, command: Document): Promise<Document> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(encodeMessage(1, 0, { ...command, $db: 'test' }));
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return deserialize(reply.subarray(headBytes));
  } finally {
    socket.destroy();
  }
}
