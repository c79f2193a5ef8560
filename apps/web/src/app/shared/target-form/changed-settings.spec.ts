import { DEFAULT_ALERTING } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { aTarget, idOf } from '../../../testing/samples';
import { changedSettings } from './changed-settings';
import { draftOf, type TargetDraft } from './draft';
import { judgedSettings } from './target-form';

/** A target as only other clients can set it: the form shows parts of it in another way. */
const target = aTarget({
  tags: ['prod, eu', 'shop'],
  request: { ...aTarget().request, headers: { 'X-Key': ' padded ' } },
  alerting: {
    ...DEFAULT_ALERTING,
    channelIds: [idOf(9)],
    kinds: ['down'],
    mutedUntil: new Date('2026-03-01T12:30:41.123Z'),
  },
});

function changesAfter(edit: (draft: TargetDraft) => void): unknown {
  const from = draftOf(target);
  const to = draftOf(target);
  edit(to);
  return changedSettings(judgedSettings(to, { canOmitName: false }), { from, to });
}

describe('the changed settings', () => {
  it('are none when nothing was touched', () => {
    expect(changesAfter(() => undefined)).toEqual({});
  });

  it('are those that were touched, also within a group', () => {
    expect(
      changesAfter((draft) => {
        draft.name = 'Store';
        draft.thresholds.slowMs = 800;
      }),
    ).toEqual({ name: 'Store', thresholds: { slowMs: 800 } });
  });

  it('follow the switches before lists', () => {
    expect(
      changesAfter((draft) => {
        draft.alerting.hasChannels = false;
      }),
    ).toEqual({ alerting: { channelIds: null } });
    expect(
      changesAfter((draft) => {
        draft.alerting.kinds = ['down', 'slow'];
      }),
    ).toEqual({ alerting: { kinds: ['down', 'slow'] } });
  });

  it('are reminders and steps as a whole, and the parent', () => {
    expect(
      changesAfter((draft) => {
        draft.alerting.hasReminders = true;
        draft.alerting.reminders.everyMinutes = 30;
        draft.alerting.hasEscalation = true;
        draft.alerting.escalation = [{ afterMinutes: 10, channelIds: [idOf(9)] }];
        draft.parents = [idOf(3)];
      }),
    ).toEqual({
      alerting: {
        reminders: { everyMinutes: 30, growing: false, atMost: 24 },
        escalation: [{ afterMinutes: 10, channelIds: [idOf(9)] }],
      },
      parentId: idOf(3),
    });
  });

  it('can take headers and texts away', () => {
    expect(
      changesAfter((draft) => {
        draft.request.headers = '';
      }),
    ).toEqual({ request: { headers: {} } });
  });
});
