/**
 * Something keeps a tool from doing its work. The message is one line for the person at the
 * terminal: what is wrong and how to mend it.
 */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The one line to print for an error that ends a tool; a stack only for our own mistakes. */
export function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // StartError comes from the embedded servers, EnvError from the settings.
  if ('faults' in error && Array.isArray(error.faults)) {
    return `The settings are not usable: ${error.faults.join(' ')}`;
  }
  if (error.name === 'Refusal' || error.name === 'StartError') {
    return error.message.replaceAll(/\s*\n\s*/g, ' ');
  }
  return error.stack ?? error.message;
}
