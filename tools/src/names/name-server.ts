/**
 * A name server on loopback, as a process of its own, so that nobody's work delays its answers. Argument: the address
 * to listen at, port 53. It is told over IPC what names say, and tells how long its answers really took.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What the server says of a name; a name that it was not told about does not exist. */
export type Zone =
  | { address: string; delayMs: number; ttlSeconds: number }
  | 'nxdomain'
  | 'refused'
  | 'servfail'
  | 'silent';

/** What the server is asked over IPC. */
export type NameServerRequest =
  { set: Record<string, Zone>; all?: Zone | null } | { take: 'truths' };

/** Milliseconds that each answer for IPv4 addresses took, in order, by name. */
export type Truths = Record<string, number[]>;

const TYPE_A = 1;
const RCODES = { servfail: 2, nxdomain: 3, refused: 5 } as const;

const zones = new Map<string, Zone>();
let all: Zone | null = null;
let truths: Truths = {};

const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 21 });

function read(message: Buffer): { name: string; type: number; question: Buffer } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return {
    name: labels.join('.').toLowerCase(),
    type: message.readUInt16BE(at + 1),
    question: message.subarray(12, at + 5),
  };
}

function answerTo(message: Buffer, zone: Exclude<Zone, 'silent'>): Buffer {
  const { type, question } = read(message);
  const hasAddress = typeof zone !== 'string' && type === TYPE_A;
  const header = Buffer.alloc(12);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (typeof zone === 'string' ? RCODES[zone] : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(hasAddress ? 1 : 0, 6);
  if (!hasAddress) return Buffer.concat([header, question]);
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(TYPE_A, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(zone.ttlSeconds, 6);
  record.writeUInt16BE(4, 10);
  Buffer.from(zone.address.split('.').map(Number)).copy(record, 12);
  return Buffer.concat([header, question, record]);
}

socket.on('message', (message, from) => {
  const askedAt = performance.now();
  const { name, type } = read(message);
  const zone = all ?? zones.get(name) ?? 'nxdomain';
  if (zone === 'silent') return;
  const send = (): void => {
    socket.send(answerTo(message, zone), from.port, from.address);
    if (type === TYPE_A) (truths[name] ??= []).push(performance.now() - askedAt);
  };
  if (typeof zone === 'string' || zone.delayMs === 0) send();
  else setTimeout(send, zone.delayMs);
});

process.on('message', (request: NameServerRequest) => {
  if ('take' in request) {
    process.send?.(truths);
    truths = {};
    return;
  }
  for (const [name, zone] of Object.entries(request.set)) zones.set(name, zone);
  if (request.all !== undefined) all = request.all;
  process.send?.('set');
});
process.on('disconnect', () => process.exit(0));

socket.bind(53, process.argv[2]);
await once(socket, 'listening');
process.send?.('ready');
