import type { SecretPlace } from './sealed.ts';

/** The keys that secrets are sealed with: the first one seals, all of them open. */
export interface KeyRing {
  /** Their names, which give nothing away. */
  readonly ids: readonly string[];
  /** Throws a `TypeError` without a key. */
  seal(text: string, place: SecretPlace): string;
  /** Null where the key is missing, and for text that was changed or moved. */
  open(text: string, place: SecretPlace): string | null;
  /** Sealed text under the first key; null where it cannot be opened. */
  rewrap(text: string, place: SecretPlace): string | null;
  /** Makes a first key where there is none and one may be made. Nothing is written over what is there. */
  make(): void;
  /** Reads the keys again where they are kept in a file; false when nothing changed. */
  reload(): boolean;
}
