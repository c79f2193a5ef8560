import type { AlertEvent, DeliveryState, Resolution } from '@app/domain';

const resolutions: Record<Resolution, string> = {
  recovered: 'recovered',
  renewed: 'renewed',
  acknowledged: 'acknowledged',
  paused: 'ended when the target was paused',
  deleted: 'ended when the target was removed',
  superseded: 'ended when the target went down',
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
  resolvedAfter: (start: string, lasted: string, resolution: Resolution): string =>
    `since ${start}, ${resolutions[resolution]} after ${lasted}`,
  none: 'No open alerts',
  noneHint:
    'Nothing is wrong right now. When something is, it stands here and your channels are told.',
  noneEver: 'No alerts so far',
  acknowledge: 'Acknowledge',
  acknowledgeTitle: (name: string): string => `Acknowledge the alert of ${name}?`,
  acknowledgeText:
    'The alert is resolved now, and the same problem opens no new one until it has ended; only what really expires is told again that day. Those who were told are told when it has recovered.',
  note: 'Note',
  noteHint: 'Optional. What you know or do, for whoever looks next.',
  acknowledged: (name: string): string => `The alert of ${name} is acknowledged`,
  acknowledgedWith: (note: string): string => `Note: ${note}`,
  told: 'Who was told',
  toldNobody: 'Nobody was told: no channel is on for this target.',
  events,
  states,
  tries: (count: number): string => (count === 1 ? '' : `, ${String(count)} tries`),
  inApp: 'In this app',
  whichAlert: 'Show the alert',
  redrive: 'Send again',
  redriven: 'It is sent again',
};
