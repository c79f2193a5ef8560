import { createSocket } from 'node:dgram';
import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';

const LIMIT_MS = 1_500;
const HEADER_BYTES = 12;
const MAX_NAME_BYTES = 255;
const MAX_LABEL_BYTES = 63;

const TYPE_A = 1;
const CLASS_IN = 1;
const RECURSION_DESIRED = 0x0100;
const CHECKING_DISABLED = 0x0010;
const IS_RESPONSE = 0x8000;
const RCODE = 0x000f;
const NOERROR = 0;
const SERVFAIL = 2;

/** A name in wire format (RFC 1035 section 3.1); null when it does not fit. */
function encodeName(name: string): Buffer | null {
  const labels = name.split('.').map((label) => Buffer.from(label, 'latin1'));
  if (labels.some(({ length }) => length === 0 || length > MAX_LABEL_BYTES)) return null;
  const parts = labels.flatMap((label) => [Buffer.from([label.length]), label]);
  const encoded = Buffer.concat([...parts, Buffer.from([0])]);
  return encoded.length <= MAX_NAME_BYTES ? encoded : null;
}

interface Question {
  readonly id: number;
  readonly bytes: Buffer;
}

function questionFor(name: Buffer, flags: number): Question {
  const id = randomInt(0x10000);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(flags, 2);
  header.writeUInt16BE(1, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt16BE(TYPE_A, 0);
  tail.writeUInt16BE(CLASS_IN, 2);
  return { id, bytes: Buffer.concat([header, name, tail]) };
}

/** Whether a message answers the question: same id, same question. */
function isAnswerTo(message: Buffer, { id, bytes }: Question): boolean {
  return (
    message.length >= bytes.length &&
    message.readUInt16BE(0) === id &&
    (message.readUInt16BE(2) & IS_RESPONSE) !== 0 &&
    message
      .toString('latin1', HEADER_BYTES, bytes.length)
      .toLowerCase()
      .startsWith(bytes.toString('latin1', HEADER_BYTES).toLowerCase())
  );
}

const rcodeOf = (message: Buffer): number => message.readUInt16BE(2) & RCODE;
const answersOf = (message: Buffer): number => message.readUInt16BE(6);

export interface AskedServer {
  /** Address of the resolver. */
  readonly server: string;
  readonly port: number;
}

/**
 * True when a validating resolver finds a name as soon as it is told not to check signatures (the CD bit, RFC 4035
 * section 3.2.2), and fails for it at the same moment without that: its DNSSEC is broken. Two questions over UDP, 1.5 s
 * at most; false whenever it cannot be told. Never rejects.
 */
export function findsUncheckedOnly(name: string, { server, port }: AskedServer): Promise<boolean> {
  const encoded = encodeName(name);
  if (!encoded) return Promise.resolve(false);
  const checked = questionFor(encoded, RECURSION_DESIRED);
  const unchecked = questionFor(encoded, RECURSION_DESIRED | CHECKING_DISABLED);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createSocket(isIP(server) === 6 ? 'udp6' : 'udp4');
  let isFoundUnchecked = false;
  let isRefusedChecked = false;
  const end = (): void => {
    clearTimeout(timer);
    socket.removeAllListeners().on('error', () => undefined);
    socket.close();
    resolve(isFoundUnchecked && isRefusedChecked);
  };
  const timer = setTimeout(end, LIMIT_MS);
  socket.on('error', end);
  socket.on('message', (message) => {
    if (isAnswerTo(message, checked)) {
      isRefusedChecked = rcodeOf(message) === SERVFAIL;
      if (!isRefusedChecked) end();
    } else if (isAnswerTo(message, unchecked)) {
      isFoundUnchecked = rcodeOf(message) === NOERROR && answersOf(message) > 0;
      if (!isFoundUnchecked) end();
    }
    if (isFoundUnchecked && isRefusedChecked) end();
  });
  // A connected socket hears nobody but the server.
  socket.connect(port, server, () => {
    for (const { bytes } of [checked, unchecked]) socket.send(bytes);
  });
  return promise;
}
