import type { ChannelKind } from '@app/domain';
import { channelKindWords } from './alerts';

const hints: Record<ChannelKind, string> = {
  email: 'Messages go by e-mail, to all addresses at once.',
  slack: 'Make an incoming webhook in Slack and paste its address here.',
  discord: 'Make a webhook in the settings of a Discord channel and paste its address here.',
  webhook:
    'Messages are posted as JSON. With a secret they are signed, so that the receiver can tell them from others.',
};

/** Words of the channels page. */
export const channelWords = {
  title: 'Channels',
  hints,
  kinds: channelKindWords,
  add: 'Add channel',
  addKind: (kind: ChannelKind): string => `Add ${channelKindWords[kind]} channel`,
  edit: 'Edit',
  editTitle: (name: string): string => `Edit ${name}`,
  save: 'Save',
  saved: (name: string): string => `${name} is saved`,
  name: 'Name',
  to: 'Addresses',
  toHint: 'Several are separated by commas',
  url: 'Address of the webhook',
  secret: 'Secret',
  secretHint: 'Optional, at least 8 characters',
  format: 'Format',
  formats: { netumo: 'Our own', alertmanager: 'Like Alertmanager' },
  fallback: 'When it cannot deliver',
  noFallback: 'Nobody steps in',
  fallbackHint: 'The channel that steps in',
  fallbackTo: (name: string): string => `When it cannot deliver, ${name} steps in.`,
  enabled: 'On',
  turnOn: (name: string): string => `Send alerts to ${name}`,
  test: 'Send test',
  testing: 'Sending',
  delivered: (detail: string): string => `Delivered. ${detail}`,
  notDelivered: (detail: string): string => `Not delivered. ${detail}`,
  lastDelivery: 'Last message',
  lastStates: { sent: 'delivered', dead: 'could not be delivered' },
  never: 'Nothing sent yet',
  remove: 'Remove',
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    'Nobody is told through it any more, and targets that name it no longer do. This cannot be undone. To stop it for a while, turn it off.',
  removed: (name: string): string => `${name} was removed`,
  menuOf: (name: string): string => `Actions for ${name}`,
  none: 'No channels yet',
  noneHint:
    'Alerts are kept in the inbox of this app. Add a channel so that they reach you elsewhere too.',
  admin: 'Trouble of the monitor itself',
  adminHint:
    'Who is told when this monitor has a problem, or when a certificate or a domain cannot be looked up for days. The inbox of this app always is.',
  adminNobody: 'Nobody: it is told in the inbox of this app only.',
  adminSaved: 'Who is told is saved',
  dead: 'Messages that could not be delivered',
};
