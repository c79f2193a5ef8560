/** The connection ended after the head of an answer and before the end of its body. */
export class IncompleteBodyError extends Error {
  constructor(cause: Error) {
    super('The answer is incomplete.', { cause });
    this.name = 'IncompleteBodyError';
  }
}

const ENDS = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'HPE_INVALID_EOF_STATE']);

/** True for the errors by which undici reports that the other side closed too early. */
export function isEarlyEnd(error: Error): boolean {
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return (
    ENDS.has(error.code) || (error.code === 'UND_ERR_SOCKET' && error.message.includes('closed'))
  );
}
