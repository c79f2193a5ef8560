import fs from 'node:fs';
import net from 'node:net';
import type { DatabaseUrls } from './urls.ts';
import { announcementIn, type Announced } from './announce.ts';

/** The use of servers that another process runs. */
export interface Attachment {
  readonly urls: DatabaseUrls;
  /** Resolves when the servers are gone, also after `leave`. */
  readonly gone: Promise<void>;
  /** Ends the use; resolves when nothing is left to wait for. */
  leave(): Promise<void>;
}

const GREETING_WITHIN_MS = 2_000;
const LEAVE_WITHIN_MS = 15_000;

/** Attaches to the servers that run in a data folder; null when none do. */
export async function attach(dataDir: string): Promise<Attachment | null> {
  const announced = readAnnouncement(dataDir);
  if (!announced) return null;
  const socket = await greeted(announced);
  if (!socket) return null;
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  return {
    urls: announced.urls,
    gone,
    leave: async () => {
      socket.setTimeout(LEAVE_WITHIN_MS, () => socket.destroy());
      socket.end();
      await gone;
    },
  };
}

function readAnnouncement(dataDir: string): Announced | null {
  try {
    return JSON.parse(fs.readFileSync(announcementIn(dataDir), 'utf8')) as Announced;
  } catch {
    return null;
  }
}

function greeted({ port, id }: Announced): Promise<net.Socket | null> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    const giveUp = () => {
      socket.destroy();
      resolve(null);
    };
    let text = '';
    socket.setEncoding('utf8').setTimeout(GREETING_WITHIN_MS, giveUp);
    socket.on('error', giveUp);
    socket.once('close', giveUp);
    socket.on('data', (part: string) => {
      text += part;
      if (!`${id}\n`.startsWith(text)) giveUp();
      if (text !== `${id}\n`) return;
      socket.setTimeout(0).removeListener('close', giveUp);
      socket.on('end', () => socket.destroy());
      resolve(socket);
    });
  });
}
