/**
 * Something could not be started. The message is one line for the person at the terminal: what is wrong and how to mend it.
 * It never holds a password.
 */
export class StartError extends Error {
  override name = 'StartError';
}
