/**
 * An embedded server could not be started. The message is one line for the person at the
 * terminal: what is wrong and how to mend it. It never holds a password.
 */
export class StartError extends Error {
  override name = 'StartError';
}

/** Another process holds the folder; it may let it go. */
export class FolderHeldError extends StartError {}
