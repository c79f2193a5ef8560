import type { BackupFault } from '../../backup/fault.ts';

type Sentences = {
  [Is in BackupFault['is']]: (fault: Extract<BackupFault, { is: Is }>) => string;
};

const AGAIN = 'Take another copy of the file, or another backup.';

/** What is wrong with a backup and what to do. */
export const BACKUP_FAULT_SENTENCES: Sentences = {
  'no-place': () => 'Backups are turned off. Set BACKUP_DIR or BACKUP_S3_ENDPOINT.',
  'no-key': () =>
    'There is no key for backups, and none could be made in the data folder. Set BACKUP_KEY (openssl rand -base64 32).',
  'no-backup': () => 'There is no backup yet.',
  'not-a-backup': () => 'This is no backup of mini-netumo.',
  newer: ({ version, readable }) =>
    `It was made by a newer version of mini-netumo (format ${version}, and this version reads up to ${readable}). Use the version that made it, or a newer one.`,
  'other-key': ({ keyId, ownKeyIds }) =>
    `It was made with the backup key ${keyId}, and ${
      ownKeyIds.length === 0 ? 'there is none here' : `here is ${ownKeyIds.join(', ')}`
    }. Set BACKUP_KEY to the key that it was made with.`,
  'cut-off': ({ parts }) => `It was cut off: its end is missing after part ${parts}. ${AGAIN}`,
  damaged: ({ part }) => `Part ${part} of it is damaged or was changed. ${AGAIN}`,
  disordered: ({ part, found }) =>
    `Part ${found} of it stands where part ${part} belongs: parts are missing or in another order. ${AGAIN}`,
  unlike: ({ collection, expected, found }) =>
    expected === found
      ? `The documents of ${collection} are not those that were backed up.`
      : `Of ${collection} ${expected} documents were backed up, and there are ${found}.`,
  'no-room': ({ place, freeMb, neededMb }) =>
    `There is too little room in ${place} (${freeMb} MB are free${
      neededMb === null ? '' : `, about ${neededMb} MB are needed`
    }). Make room there.`,
  place: ({ place, detail }) => `It could not be stored in ${place}: ${detail}`,
  error: ({ detail }) => detail,
};
