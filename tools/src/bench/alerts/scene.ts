import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertRecord } from '@app/domain';
import { newId, type Stores } from '@app/persistence';
import { addTarget, type TargetPlan } from '../../faults/stage/targets.ts';
import { onStage, until, type Stage } from '../../faults/stage/stage.ts';
import type { WorkerProcess } from '../../faults/stage/worker-process.ts';
import { MailCatcher } from '../../receivers/mail-catcher.ts';
import { Receivers } from '../../receivers/receivers.ts';

/** Servers, a watched site, a worker to be started, and everybody who is told. */
export interface Scene extends Stage {
  readonly receivers: Receivers;
  readonly mail: MailCatcher;
  /** Starts a worker that reaches the chats and the mail server. */
  readonly startWorker: () => WorkerProcess;
}

/** The shortest interval that people may choose. */
export const INTERVAL_SECONDS = 20;
/** Each is a service of its own to a worker. */
const PORTS = 500;
const INSERTED_AT_ONCE = 50;
const UP_WITHIN_MS = 180_000;

/** Sets the scene for one part of the benchmark, and clears it away after it. */
export function onScene<T>(play: (scene: Scene) => Promise<T>): Promise<T> {
  return onStage(
    async (stage) => {
      const [receivers, mail] = await Promise.all([Receivers.start(), MailCatcher.start()]);
      const env = {
        WEBHOOK_ALLOWED_HOSTS: receivers.host,
        SMTP_URL: mail.url,
        MAIL_FROM: 'monitor@bench.example',
      };
      try {
        return await play({
          ...stage,
          receivers,
          mail,
          startWorker: () => stage.worker({ env }),
        });
      } finally {
        receivers.stop();
        mail.stop();
      }
    },
    { ports: PORTS },
  );
}

/** Name of the target with a number: all of one length, so that none is part of another. */
const nameOf = (number: number): string => `Site ${String(number).padStart(5, '0')}`;
export const NAMES = /Site \d{5}/g;

/** Stores targets side by side; answers their ids. */
export async function addTargets(
  { stores, site }: Scene,
  count: number,
  planOf: (number: number) => Partial<TargetPlan> = () => ({}),
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  for (let from = 0; from < count; from += INSERTED_AT_ONCE) {
    await Promise.all(
      ids.slice(from, from + INSERTED_AT_ONCE).map((id, index) => {
        const url = site.urlOf(id, from + index);
        const usual = { id, url, name: nameOf(from + index), intervalSeconds: INTERVAL_SECONDS };
        return addTarget(stores, { ...usual, ...planOf(from + index) });
      }),
    );
  }
  return ids;
}

/** Waits until so many targets are up. */
export async function untilUp({ stores }: Pick<Scene, 'stores'>, count: number): Promise<void> {
  let up = 0;
  const areUp = async (): Promise<boolean> => {
    await sleep(500);
    ({ up } = await stores.targets.counts());
    return up >= count;
  };
  if (await until(areUp, UP_WITHIN_MS)) return;
  throw new Error(
    `Only ${up} of ${count} targets were up after ${UP_WITHIN_MS / 1_000} s: the machine is too busy to measure.`,
  );
}

const PAGE = 500;

/** Every alert that there is. */
export async function everyAlert({ alerts }: Pick<Stores, 'alerts'>): Promise<AlertRecord[]> {
  const all: AlertRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await alerts.list({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
