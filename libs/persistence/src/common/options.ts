import type { mongo } from 'mongoose';

export interface StoreOptions {
  /** Clock for the times of change that stores write themselves. */
  now: () => Date;
  /** Where lists may be read; everything else is read where it was written. */
  listReadPreference: mongo.ReadPreferenceMode;
}

export const DEFAULT_STORE_OPTIONS: StoreOptions = {
  now: () => new Date(),
  listReadPreference: 'primary',
};
