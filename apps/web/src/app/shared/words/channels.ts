import { type ChannelKind, channelKinds } from '@app/domain';

/** Words of the channels page. */
export const channelWords = {
  title: 'Channels',
  add: 'Add channel',
  addKind: (kind: ChannelKind): string => `Add ${channelKinds[kind].words.name} channel`,
  edit: 'Edit',
  editTitle: (name: string): string => `Edit ${name}`,
  save: 'Save',
  saved: (name: string): string => `${name} is saved`,
  name: 'Name',
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
