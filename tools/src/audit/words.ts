import { parseArgs } from 'node:util';
import type { AuditFault, AuditHead, AuditReport } from '@app/domain/audit';
import { Refusal } from '../refusal.ts';

export interface VerifyTask {
  /** An end of the log that was noted at an earlier time. */
  readonly head: AuditHead | null;
  /** Address of a MongoDB database to use instead of the one of the settings. */
  readonly mongodb: string | null;
}

const USAGE =
  'Verify the audit log with `npm run audit:verify`, against an end that was noted earlier with `-- --head NUMBER:HASH`, or ' +
  'in another database than that of the settings with `-- --mongodb ADDRESS`.';

/** What a command line asks for. Throws a Refusal that shows how to write it. */
export function readVerifyTask(args: readonly string[]): VerifyTask {
  const { head, mongodb = null } = parsed(args);
  if (head === undefined) return { head: null, mongodb };
  const [, number, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(head.trim()) ?? [];
  if (!number || !hash) throw new Refusal(USAGE);
  return { head: { number: Number(number), hash }, mongodb };
}

function parsed(args: readonly string[]): { head?: string; mongodb?: string } {
  try {
    return parseArgs({
      args: [...args],
      options: { head: { type: 'string' }, mongodb: { type: 'string' } },
    }).values;
  } catch (cause) {
    throw new Refusal(USAGE, { cause });
  }
}

function describe(fault: AuditFault): string {
  const { kind, number } = fault;
  switch (kind) {
    case 'changed':
      return `Entry ${number} was changed after it was written: what it says does not give its hash.`;
    case 'unlinked':
      return `Entry ${number} does not follow the one before it: one of the two, or what lay between, was replaced.`;
    case 'missing':
      return number === fault.to
        ? `Entry ${number} is missing, and no removal by age tells of it.`
        : `Entries ${number} to ${fault.to} are missing, and no removal by age tells of them.`;
    case 'other-head':
      return `The log does not hold entry ${number} as it was noted: its end was cut off, or written anew.`;
  }
}

/** What a report says to people, line by line. */
export function reportLines({ entries, first, head, faults }: AuditReport): string[] {
  if (faults.length > 0) return faults.map(describe);
  if (!head || first === null) return ['The audit log is empty.'];
  const range = `${entries} entries, ${first} to ${head.number}`;
  return [
    `The audit log is whole: ${range}.`,
    `Its end, to be noted elsewhere: ${head.number}:${head.hash}`,
  ];
}
