import type { Maintenance } from '@app/domain/alerting';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../../testing/samples';
import {
  blankMaintenance,
  hoursOfDraft,
  maintenanceChange,
  maintenanceDraftOf,
  maintenanceIssues,
  newMaintenance,
} from './maintenance-draft';

const now = new Date(2026, 2, 3, 14, 5);
const weekly: Maintenance = {
  id: idOf(5),
  name: 'Backup',
  targetIds: [idOf(1)],
  tags: ['db'],
  once: null,
  weekly: { days: ['SU'], from: '22:00', to: '01:00' },
  timeZone: 'Europe/Berlin',
  createdAt: now,
  activeUntil: null,
  next: [],
};

describe('maintenance in a form', () => {
  it('is planned for the hour to come, for what somebody looked at', () => {
    const draft = blankMaintenance({ target: { id: idOf(1), name: 'Shop' } }, now);
    expect(maintenanceIssues(draft)).toEqual([]);
    expect(newMaintenance(draft)).toMatchObject({
      name: 'Maintenance of Shop',
      once: { from: new Date(2026, 2, 3, 15), to: new Date(2026, 2, 3, 16) },
      targetIds: [idOf(1)],
      tags: [],
    });
  });

  it('gives back the window it was made of', () => {
    const draft = maintenanceDraftOf(weekly, now);
    expect(maintenanceChange(weekly.id, draft)).toEqual({
      id: weekly.id,
      name: 'Backup',
      weekly: weekly.weekly,
      timeZone: 'Europe/Berlin',
      targetIds: [idOf(1)],
      tags: ['db'],
    });
    expect(hoursOfDraft(draft)).toEqual({ ...weekly.weekly, timeZone: 'Europe/Berlin' });
  });

  it('is for all targets only when somebody says so', () => {
    const draft = { ...maintenanceDraftOf(weekly, now), targetIds: [], tags: [] };
    expect(maintenanceIssues(draft).map(({ path }) => path)).toEqual(['targetIds']);
    const all = { ...draft, isForAll: true, targetIds: [idOf(1)] };
    expect(maintenanceIssues(all)).toEqual([]);
    expect(maintenanceChange(weekly.id, all)).toMatchObject({ targetIds: [], tags: [] });
  });

  it('says where a time is missing, and where it ends before it begins', () => {
    const draft = blankMaintenance({ target: { id: idOf(1), name: 'Shop' } }, now);
    const ended = { ...draft, once: { from: '2026-03-03T16:00', to: '2026-03-03T15:00' } };
    expect(maintenanceIssues(ended).map(({ path }) => path)).toEqual(['once.to']);
    const half = { ...draft, once: { from: '', to: '' } };
    expect(maintenanceIssues(half).map(({ path }) => path)).toEqual(['once.from', 'once.to']);
    const never = { ...maintenanceDraftOf(weekly, now), timeZone: 'Mars/Olympus' };
    expect(maintenanceIssues(never).map(({ path }) => path)).toEqual(['timeZone']);
    expect(hoursOfDraft(never)).toBeNull();
  });
});
