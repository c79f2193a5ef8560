import type { AlertEnding, AlertEvent, Delivery, DeliveryState } from '@app/domain';

const endings: Record<AlertEnding | 'unknown', string> = {
  recovered: 'recovered',
  renewed: 'renewed',
  paused: 'ended when the target was paused',
  deleted: 'ended when the target was removed',
  superseded: 'ended when the target went down',
  unknown: 'ended',
};

const events: Record<AlertEvent, string> = {
  opened: 'Alert',
  reminder: 'Reminder',
  resolved: 'All-clear',
};

const states: Record<DeliveryState, string> = {
  pending: 'on its way',
  sent: 'sent',
  dead: 'could not be delivered',
  dismissed: 'put away',
  dropped: 'not sent',
};

const dropReasons: Record<NonNullable<Delivery['droppedBecause']>, string> = {
  'channel-off': 'the channel was turned off',
  'channel-gone': 'the channel was removed',
  over: 'it was over before',
  'not-told': 'the beginning was not told here either',
  'told-already': 'told with another message',
  newer: 'a newer message said more',
  age: 'too old',
  'alert-gone': 'the alert was deleted',
  restored: 'it waited when the backup was made that was restored',
};

/** Words of alerts, their page and what people were told of them. */
export const alertWords = {
  title: 'Alerts',
  one: 'Alert',
  every: 'All alerts',
  open: 'Open',
  all: 'All',
  show: 'Show',
  openSince: (start: string, lasted: string): string => `since ${start}, for ${lasted}`,
  acknowledgedSince: (open: string, at: string): string => `${open}, acknowledged at ${at}`,
  endedAfter: (start: string, lasted: string, ending: AlertEnding | 'unknown'): string =>
    `since ${start}, ${endings[ending]} after ${lasted}`,
  none: 'No open alerts',
  noneHint: 'Nothing is wrong right now. Problems show up here and go to your channels.',
  noneEver: 'No alerts so far',
  acknowledge: 'Acknowledge',
  acknowledgeTitle: (name: string): string => `Acknowledge the alert of ${name}?`,
  acknowledgeText:
    'It stays listed as acknowledged until the problem has ended. Until then it opens no new alert; only an actual expiry is announced again that day. Everyone who was notified also hears of the recovery.',
  note: 'Note',
  noteHint: 'Optional. What you know or are doing about it.',
  acknowledged: (name: string): string => `Alert of ${name} acknowledged`,
  acknowledgedWith: (note: string): string => `Note: ${note}`,
  story: 'What happened',
  storyOf: (name: string): string => `What happened: ${name}`,
  told: 'Notified',
  toldNobody: 'Nobody was notified: this target has no enabled channel.',
  events,
  states,
  tries: (count: number): string => (count === 1 ? '' : `, ${String(count)} tries`),
  inApp: 'In this app',
  whichAlert: 'Show the alert',
  until: 'Until',
  untilHint: 'If it still goes on then, the alert opens again and people are reminded.',
  expiries: {
    end: 'it ends',
    hour: 'in an hour',
    hours: 'in 4 hours',
    morning: 'tomorrow at 8:00',
  },
  reopen: 'Reopen',
  reopened: (name: string): string => `Alert of ${name} is open again`,
  dropReasons,
  waitsUntil: (clock: string): string => `not before ${clock}`,
  nextTry: (clock: string): string => `next try at ${clock}`,
  dismiss: 'Put away',
  dismissed: 'Put away',
  redrive: 'Send again',
  redriven: 'Sending again',
};
