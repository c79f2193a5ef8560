import type { Alert, AlertEnding, AlertEvent, DeliveryState } from '@app/domain';

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
  acknowledgedShort: ({ acknowledgedNote }: Pick<Alert, 'acknowledgedNote'>): string =>
    acknowledgedNote === null ? 'Acknowledged' : `Acknowledged: ${acknowledgedNote}`,
  acknowledgedWith: (note: string): string => `Note: ${note}`,
  told: 'Notified',
  toldNobody: 'Nobody was notified: this target has no enabled channel.',
  events,
  states,
  tries: (count: number): string => (count === 1 ? '' : `, ${String(count)} tries`),
  inApp: 'In this app',
  whichAlert: 'Show the alert',
  redrive: 'Send again',
  redriven: 'Sending again',
};
