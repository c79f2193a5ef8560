import type { BlindShare, TroubleFact } from '../../alert/system-trouble.ts';
import type { BackupFault } from '../../backup/fault.ts';
import type { BlindReason } from '../../check/blind-reason.ts';
import { BACKUP_FAULT_SENTENCES } from './backup.ts';
import { formatDuration } from '../format/duration.ts';
import { formatInstant } from '../format/instant.ts';
import { UPKEEP_TITLES } from './upkeep.ts';
import { describeLockedSecrets } from './locked-secrets.ts';
import { offlineReason } from './offline.ts';

type Sentences = {
  [Is in TroubleFact['is']]: (fact: Extract<TroubleFact, { is: Is }>) => string;
};

/** Why so many targets cannot be seen, as the end of a sentence. */
const BLIND_WORDS: Readonly<Record<BlindReason, string>> = {
  offline: "the monitor's own network is away",
  resolver: 'the DNS resolver of this machine does not answer',
  network: "the monitor's own network refuses connections",
  overload: 'the monitor is overloaded',
  internal: 'the checks themselves fail; the log of the worker says why',
  'no-result': 'no results arrive: checks are not run, or their results cannot be stored',
};

const shareOf = ({ blind, checked }: BlindShare): string => `${blind} of ${checked} targets`;

/** As it goes on after a colon. */
function faultOf(fault: BackupFault): string {
  const say: (fault: never) => string = BACKUP_FAULT_SENTENCES[fault.is];
  const text = say(fault as never).replace(/\.?$/, '.');
  return fault.is !== 'error' ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** What is wrong with the monitor and what to do: a sentence or a few for each fact. */
export const TROUBLE_SENTENCES: Sentences = {
  text: ({ text }) => text,
  'no-worker': () =>
    'No worker has been seen for half a minute: nothing is checked. Start a worker.',
  'read-only': () =>
    'The document store could be read, and refused to store anything, as it does when its disk is full. Give it room.',
  offline: ({ network, isPart, offlineWorkers, workers, unseen }) => {
    const who =
      workers === 1
        ? 'The monitor is offline'
        : `${offlineWorkers} of ${workers} workers ${offlineWorkers === 1 ? 'is' : 'are'} offline`;
    const family = isPart ? ` for ${network.family}` : '';
    const seen = unseen ? ` ${shareOf(unseen)} cannot be seen.` : '';
    return `${who}${family} since ${formatInstant(network.since)}: ${offlineReason(network)}. Sites behind it are not judged until it is back.${seen}`;
  },
  blind: ({ share, afterSeconds, reasons }) => {
    const why = reasons.map((one) =>
      reasons.length === 1 ? BLIND_WORDS[one.why] : `${BLIND_WORDS[one.why]} (${one.count})`,
    );
    return `${shareOf(share)} have not been seen for ${formatDuration(afterSeconds * 1_000)} or longer, so an outage of them would not be noticed: ${why.join('; ')}.`;
  },
  stuck: ({ count, since, example }) => {
    const what = count === 1 ? 'A piece of work fails' : `${count} pieces of work fail`;
    return `${what} again and again since ${formatInstant(since)} and ${count === 1 ? 'is' : 'are'} set apart; everything else goes on. ${example.replace(/\.?$/, '.')} The log of the worker says why.`;
  },
  'worker-missing': ({ count }) =>
    `${count === 1 ? 'A worker has' : `${count} workers have`} given no sign of life for half a minute; the others do the work. Start ${count === 1 ? 'it' : 'them'} again.`,
  overdue: ({ count }) =>
    `${count >= 1_000 ? '1000 or more' : count} checks are overdue by more than a minute. Start another worker, or give the databases more room.`,
  crowded: ({ waitSeconds }) =>
    `Checks wait up to ${waitSeconds} s for a place, because too many targets hang at once, or too many are on one host. Start another worker, or raise WORKER_CONCURRENCY.`,
  queue: ({ queue, waiting, oldestSeconds }) =>
    `${waiting} jobs wait in the queue ${queue}, the oldest for ${oldestSeconds} s. Start another worker, or look why the workers are slow.`,
  loop: ({ delayMs }) =>
    `A worker stood still for ${delayMs} ms: it has too little CPU. Lower its load, or start another worker.`,
  'dead-letters': ({ queue, count }) =>
    `${count} jobs of the queue ${queue} failed for good within the last hour. The System page says why, and drives them again.`,
  undelivered: ({ channel, since }) =>
    `Messages to the channel ${channel} cannot be delivered since ${formatInstant(since)}. Test and mend it on the Channels page, then send them again or put them away.`,
  flood: ({ caller, refused, since, others }) =>
    `${caller} has made ${refused} calls more than it may since ${formatInstant(since)}${others ? `, and ${others} more do the same` : ''}. They are refused; everybody else is served. Find out who that is, or block the address in front of this server.`,
  'backup-failed': ({ fault, lastGoodAt }) => {
    const last = lastGoodAt
      ? `The last good one is of ${formatInstant(lastGoodAt)}.`
      : 'There is no good one yet.';
    return `The last backup failed: ${faultOf(fault)} ${last}`;
  },
  'backup-overdue': ({ since }) =>
    `There has been no backup since ${formatInstant(since)}. The System page says why, and makes one; look whether a worker runs.`,
  'drill-failed': ({ fault, at }) =>
    `A backup could not be restored in a drill at ${formatInstant(at)}: ${faultOf(fault)} Make another backup and try it on the System page.`,
  'upkeep-failed': ({ task, fault, lastGoodAt }) => {
    const last = lastGoodAt ? ` It last succeeded at ${formatInstant(lastGoodAt)}.` : '';
    return `${UPKEEP_TITLES[task]} failed: ${faultOf(fault)}${last} It is tried again; the log of the worker says more.`;
  },
  clocks: ({ seconds, ahead, behind }) =>
    `The clock of ${ahead} is ${seconds} s ahead of that of ${behind}. Have both machines follow a time server (NTP): times of checks and messages are wrong meanwhile.`,
  memory: ({ process, freeMb, usedMb }) =>
    `Little memory is left to ${process}: ${freeMb} MB are free, and it uses ${usedMb} MB itself. Give its machine or container more, or stop what else runs there.`,
  errors: ({ process, perMinute }) =>
    `${process} logs ${perMinute} errors a minute. Its log says what fails.`,
  'secrets-locked': ({ workers, locked }) =>
    describeLockedSecrets(locked, `on ${workers === 1 ? 'a worker' : `${workers} workers`}`),
  disk: ({ freeMb }) =>
    `The disk of the document store is full or nearly so: ${freeMb === 0 ? 'nothing is' : `${freeMb} MB are`} free. Make room, or results will not be stored.`,
};
