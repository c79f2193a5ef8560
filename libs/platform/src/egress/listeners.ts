import { readFile } from 'node:fs/promises';

/** Tables of the kernel: Linux alone has them. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];
const LISTEN = '0A';

/**
 * Local addresses at which somebody listens on a port of this machine, as the kernel says; null where it does not tell.
 *
 * @param read reads a file, for tests
 */
export async function listenersOn(
  port: number,
  read: (file: string) => Promise<string> = (file) => readFile(file, 'latin1'),
): Promise<string[] | null> {
  const tables = await Promise.all(TABLES.map((file) => read(file).catch(() => null)));
  const [first] = tables;
  if (first === null || first === undefined) return null;
  return tables.flatMap((table) => listenersIn(table ?? '', port));
}

function listenersIn(table: string, port: number): string[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [address = '', hexPort = ''] = local.split(':');
    return state === LISTEN && Number.parseInt(hexPort, 16) === port ? addressOf(address) : [];
  });
}

/** Words of 32 bits in the order of the machine, which is little-endian wherever Node runs. */
function addressOf(hex: string): string[] {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length !== 4 && bytes.length !== 16) return [];
  bytes.swap32();
  if (bytes.length === 4) return [bytes.join('.')];
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return [groups.join(':')];
}
