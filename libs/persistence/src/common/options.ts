import { CLEAR_VAULT, type Vault } from '@app/domain';
import type { mongo } from 'mongoose';

export interface StoreOptions {
  /** Clock for the times of change that stores write themselves. */
  now: () => Date;
  /** Where lists, statistics and exports may be read; everything else is read where it was written. */
  listReadPreference: mongo.ReadPreferenceMode;
  /** Seals secrets before they are stored. */
  vault: Vault;
}

export const DEFAULT_STORE_OPTIONS: StoreOptions = {
  now: () => new Date(),
  listReadPreference: 'primary',
  vault: CLEAR_VAULT,
};
