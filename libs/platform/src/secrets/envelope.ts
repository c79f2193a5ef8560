import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { partsOfSealed, sealedText, type SecretPlace } from '@app/domain';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D section 8.2. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key that wraps the data keys of secrets. */
export interface WrappingKey {
  /** Tells keys apart and gives nothing away. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The key of 32 bytes in base64; null for any other text. */
export function readKey(text: string): WrappingKey | null {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== KEY_BYTES || !/^[\w+/-]{43}=?$/.test(text.trim())) return null;
  const id = createHash('sha256').update('netumo key id').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

/** A new key in base64. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** Seals text for a place: a data key of its own, wrapped by the key (AES-256-GCM both). */
export function seal(text: string, place: SecretPlace, key: WrappingKey): string {
  const dataKey = randomBytes(KEY_BYTES);
  const encrypted = encrypt(Buffer.from(text), dataKey, textLabel(place));
  const wrapped = encrypt(dataKey, key.bytes, keyLabel(place, key.id));
  return sealedText(key.id, wrapped, encrypted);
}

/** Opens sealed text; null for text that was changed, is of another place, or was sealed by another key. */
export function open(text: string, place: SecretPlace, key: WrappingKey): string | null {
  const parts = partsOfSealed(text);
  if (parts?.keyId !== key.id) return null;
  const dataKey = decrypt(parts.wrapped, key.bytes, keyLabel(place, key.id));
  return dataKey && (decrypt(parts.encrypted, dataKey, textLabel(place))?.toString() ?? null);
}

/** Wraps the data key of sealed text by another key; null where `open` would answer null. */
export function rewrap(
  text: string,
  place: SecretPlace,
  { from, to }: { from: WrappingKey; to: WrappingKey },
): string | null {
  const parts = partsOfSealed(text);
  if (!parts || open(text, place, from) === null) return null;
  const dataKey = decrypt(parts.wrapped, from.bytes, keyLabel(place, from.id));
  return (
    dataKey &&
    sealedText(to.id, encrypt(dataKey, to.bytes, keyLabel(place, to.id)), parts.encrypted)
  );
}

const textLabel = ({ collection, id, field }: SecretPlace): string =>
  JSON.stringify(['text', collection, id, field]);

const keyLabel = ({ collection, id, field }: SecretPlace, keyId: string): string =>
  JSON.stringify(['key', collection, id, field, keyId]);

function encrypt(data: Buffer, key: Buffer, label: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(label));
  const encrypted = Buffer.concat([cipher.update(data), cipher.final()]);
  return Buffer.concat([nonce, encrypted, cipher.getAuthTag()]).toString('base64url');
}

function decrypt(text: string, key: Buffer, label: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  // Base64 has several spellings of some bytes: only ours is taken.
  if (bytes.toString('base64url') !== text || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const encrypted = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(label)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    // The tag does not fit: changed, moved, or of another key.
    return null;
  }
}
