import { AppError } from '../common/errors.ts';

/** Where a secret belongs. Sealed text opens nowhere else. */
export interface SecretPlace {
  readonly collection: 'channels' | 'targets';
  readonly id: string;
  /** Name of the field within its document, unique there. */
  readonly field: string;
}

/** `sealed:1:<key>:<data key, wrapped>:<text, encrypted>`, the last two in base64url. */
const SEALED = /^sealed:1:([0-9a-f]{8}):([\w-]{80}):([\w-]{38,})$/;

/** The parts of sealed text; null for text in clear, and where it is damaged. */
export function partsOfSealed(
  text: string,
): { keyId: string; wrapped: string; encrypted: string } | null {
  if (!text.startsWith('sealed:')) return null;
  const [, keyId, wrapped, encrypted] = SEALED.exec(text) ?? [];
  return keyId && wrapped && encrypted ? { keyId, wrapped, encrypted } : null;
}

/** The beginning of every version of sealed text: one that is cut off or newer is no text in clear either. */
const LOOKS_SEALED = /^sealed:\d+:([0-9a-f]{8}):/;

/** Whether text is sealed; text that people type never is, because it is sealed before it is stored. */
export const isSealed = (text: string): boolean => LOOKS_SEALED.test(text);

/** Name of the key that sealed text asks for; null for text in clear. */
export const keyOfSealed = (text: string): string | null => LOOKS_SEALED.exec(text)?.[1] ?? null;

export const sealedText = (keyId: string, wrapped: string, encrypted: string): string =>
  `sealed:1:${keyId}:${wrapped}:${encrypted}`;

/** Keeps secrets unreadable where they are stored. */
export interface Vault {
  /**
   * Seals text for its place; what is sealed already stays as it is.
   *
   * @throws precondition while the secrets are locked
   */
  seal(text: string, place: SecretPlace): Promise<string>;
  /** Text in clear, also if it was stored in clear; null when the key that sealed it is missing. */
  open(text: string, place: SecretPlace): string | null;
}

/** Keeps nothing secret: for stores whose secrets are no concern, as in tests. */
export const CLEAR_VAULT: Vault = {
  seal: (text) => Promise.resolve(text),
  open: (text) => text,
};

/** A refusal to store a secret, or to work with one that cannot be read. */
export const secretsLocked = (): AppError =>
  new AppError('precondition', SECRETS_LOCKED, { reason: 'SECRETS_LOCKED' });

/** What is wrong, and how to mend it. */
export const SECRETS_LOCKED =
  'Secrets are locked: this process does not have the key that they are encrypted with. Set ENCRYPTION_KEY to it, or bring back the file encryption.key of the data folder.';
