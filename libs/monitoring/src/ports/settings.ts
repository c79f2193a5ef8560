import type { Settings } from '@app/domain';

/** The settings of the installation. */
export interface SettingsStore {
  /** What was never set has its default. */
  get(): Promise<Settings>;
  update(change: Partial<Settings>): Promise<Settings>;
}
