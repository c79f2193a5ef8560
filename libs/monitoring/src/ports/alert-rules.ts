import type { MaintenanceRecord, Mute, Policies } from '@app/domain/alerting';

/** What people have decided on who is told of alerts, and when. */
export interface AlertRules {
  policies: Policies;
  /** Those that have ended lately among them. */
  mutes: Mute[];
  maintenance: MaintenanceRecord[];
}

/** All of it is one small document: whoever plans messages reads it once, and each change is one write. */
export interface AlertRuleStore {
  /** What was never set has its default, with version 0. */
  get(): Promise<AlertRules & { version: number }>;
  /** Stores the rules if nobody changed them since `version`; false when somebody did. */
  replace(version: number, rules: AlertRules): Promise<boolean>;
}
