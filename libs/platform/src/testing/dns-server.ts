import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 15: 'MX', 28: 'AAAA' };
const RCODES = { formerr: 1, servfail: 2, nxdomain: 3, refused: 5 } as const;

/** What a name server says of a name; `bogus` is a name whose signatures are wrong. */
export type Zone =
  | {
      readonly a?: readonly string[];
      readonly aaaa?: readonly string[];
      readonly alias?: string;
      /** Mail servers with their preference. */
      readonly mx?: readonly (readonly [preference: number, host: string])[];
      /** In seconds. */
      readonly ttl?: number;
      readonly silent?: 'a' | 'aaaa';
    }
  | keyof typeof RCODES
  | 'bogus'
  | 'silent';

/** A name server on loopback. */
export interface DnsServer {
  readonly port: number;
  /** Names and types that were asked for, such as `A good.example`. */
  readonly asked: string[];
  set(name: string, zone: Zone): void;
  /** What all names say that have nothing of their own. */
  others: Zone;
  /** What all names say, whatever they have of their own. */
  all: Zone | null;
  /** Zone at the top whose names all fail; none when empty. */
  broken: string;
  /** While true, answers are held instead of sent. */
  isHolding: boolean;
  /** Sends the answers that were held. */
  readonly held: (() => void)[];
  close(): void;
}

const encode = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.from([0]),
  ]);

const bytesOf = (address: string): Buffer => {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
};

interface RecordParts {
  readonly owner: Buffer;
  readonly type: number;
  readonly ttl: number;
  readonly data: Buffer;
}

function recordOf({ owner, type, ttl, data }: RecordParts): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(ttl, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, fixed, data]);
}

function answerTo(message: Buffer, zone: Zone): Buffer | null {
  let at = 12;
  while (message[at]) at += (message[at] ?? 0) + 1;
  const question = message.subarray(12, at + 5);
  const type = message.readUInt16BE(at + 1);
  const isUnchecked = (message.readUInt16BE(2) & 0x10) !== 0;
  const found = zone === 'bogus' ? (isUnchecked ? { a: ['127.0.0.1'] } : 'servfail') : zone;
  if (found === 'silent') return null;
  const header = Buffer.alloc(12);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(1, 4);
  if (typeof found === 'string') {
    header.writeUInt16BE(0x8180 | RCODES[found], 2);
    return Buffer.concat([header, question]);
  }
  const { a = [], aaaa = [], alias, mx = [], ttl = 60, silent } = found;
  if ((silent === 'a' && type === 1) || (silent === 'aaaa' && type === 28)) return null;
  const pointer = Buffer.from([0xc0, 12]);
  const owner = alias === undefined ? pointer : encode(alias);
  const aliases =
    alias === undefined ? [] : [recordOf({ owner: pointer, type: 5, ttl, data: encode(alias) })];
  const addresses = (type === 1 ? a : type === 28 ? aaaa : []).map((address) =>
    recordOf({ owner, type, ttl, data: bytesOf(address) }),
  );
  const mail = (type === 15 ? mx : []).map(([preference, host]) =>
    recordOf({
      owner,
      type,
      ttl,
      data: Buffer.concat([Buffer.from([preference >> 8, preference & 255]), encode(host)]),
    }),
  );
  const records = [...aliases, ...addresses, ...mail];
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question, ...records]);
}

function nameIn(message: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; message[at]; at += (message[at] ?? 0) + 1) {
    labels.push(message.toString('latin1', at + 1, at + 1 + (message[at] ?? 0)));
  }
  return labels.join('.').toLowerCase();
}

/** Starts a name server on a port of its own, or on the one that another had. */
export async function startDnsServer(port = 0): Promise<DnsServer> {
  const zones = new Map<string, Zone>();
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  const server: DnsServer = {
    port: 0,
    asked: [],
    set: (name, zone) => zones.set(name, zone),
    others: 'nxdomain',
    all: null,
    broken: '',
    isHolding: false,
    held: [],
    close: () => {
      if (isOpen) socket.close();
      isOpen = false;
    },
  };
  let isOpen = true;
  socket.on('message', (message, from) => {
    const name = nameIn(message);
    const type = TYPES[message.readUInt16BE(12 + encode(name).length)] ?? 'other';
    server.asked.push(`${type} ${name}`);
    const isBroken = server.broken !== '' && name.endsWith(`.${server.broken}`);
    const said = isBroken ? 'servfail' : server.all;
    const answer = answerTo(message, said ?? zones.get(name) ?? server.others);
    if (!answer) return;
    const send = (): void => {
      socket.send(answer, from.port, from.address);
    };
    if (server.isHolding) server.held.push(send);
    else send();
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return Object.assign(server, { port: socket.address().port });
}
