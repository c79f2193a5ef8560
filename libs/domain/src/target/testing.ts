import type { TargetRecord } from './record.ts';
import { DEFAULT_TARGET_SETTINGS } from './settings.ts';
import { initialState } from './status/state.ts';

const CREATED = new Date('2026-01-01T00:00:00Z');

/** A target for tests, pending and without history; name what matters. */
export const targetRecord = (over: Partial<TargetRecord> = {}): TargetRecord => ({
  ...DEFAULT_TARGET_SETTINGS,
  id: '65a1b2c3d4e5f6a700000001',
  url: 'http://shop.test/',
  urlKey: 'http://shop.test/',
  name: 'Shop',
  createdAt: CREATED,
  updatedAt: CREATED,
  pausedAt: null,
  removedAt: null,
  version: 1,
  state: initialState(CREATED),
  lastCheck: null,
  schedule: { dueAt: CREATED, urgent: null, lease: null, silentAt: null },
  certificate: null,
  domain: null,
  recent: [],
  hours: [],
  gaps: [],
  intents: [],
  ...over,
});
