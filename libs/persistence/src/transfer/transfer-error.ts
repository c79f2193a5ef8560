/** A transfer cannot go on; the message says in one sentence what is wrong and how to mend it. */
export class TransferError extends Error {
  override name = 'TransferError';
}
