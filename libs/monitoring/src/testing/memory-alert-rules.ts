import { DEFAULT_POLICIES } from '@app/domain/alerting';
import type { AlertRules, AlertRuleStore } from '../ports/alert-rules.ts';

/** What people have decided on alerts, in memory, with the promises of the real store. */
export class MemoryAlertRules {
  rules: AlertRules = { policies: DEFAULT_POLICIES, mutes: [], maintenance: [] };
  #version = 0;

  readonly store = {
    get: async () => ({ ...this.rules, version: this.#version }),
    replace: async (version, rules) => {
      if (version !== this.#version) return false;
      this.rules = rules;
      this.#version++;
      return true;
    },
  } satisfies AlertRuleStore;
}
