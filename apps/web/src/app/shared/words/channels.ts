import { type ChannelKind, channelKinds } from '@app/domain';

/** Words of the channels page. */
export const channelWords = {
  title: 'Channels',
  add: 'Add channel',
  addKind: (kind: ChannelKind): string => `Add ${channelKinds[kind].words.name} channel`,
  edit: 'Edit',
  editTitle: (name: string): string => `Edit ${name}`,
  save: 'Save',
  saved: (name: string): string => `${name} saved`,
  name: 'Name',
  fallback: 'Fallback channel',
  noFallback: 'No fallback',
  fallbackHint: 'Takes over when this channel cannot deliver',
  fallbackTo: (name: string): string => `Falls back to ${name}.`,
  enabled: 'On',
  turnOn: (name: string): string => `Send alerts to ${name}`,
  test: 'Send test',
  testing: 'Sending',
  delivered: (detail: string): string => `Delivered. ${detail}`,
  notDelivered: (detail: string): string => `Not delivered. ${detail}`,
  lastDelivery: 'Last message',
  lastStates: { sent: 'delivered', dead: 'could not be delivered' },
  never: 'Nothing sent yet',
  notDeliveringSince: (clock: string): string => `Not delivering since ${clock}`,
  retrying: (count: number): string => {
    if (count === 0) return 'The next message is tried by itself.';
    return count === 1
      ? '1 message is tried again by itself.'
      : `${String(count)} messages are tried again by themselves.`;
  },
  fallbackTells: 'The fallback is told meanwhile. Check the address, then send a test.',
  mend: 'Check the address and send a test: what waits follows at once. A fallback channel would be told meanwhile.',
  replaceWith: 'Takes its place',
  replaceHint: 'Targets, policies and fallbacks that use it use this one instead.',
  replaceNobody: 'Nothing',
  replaced: (name: string, other: string): string => `${name} was removed, ${other} took its place`,
  dismissAll: 'Put all away',
  remove: 'Remove',
  removeAnyway: 'Remove all the same',
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    'No more messages go through it, and targets that use it lose it. This cannot be undone. To stop it for a while, turn it off.',
  removed: (name: string): string => `${name} was removed`,
  menuOf: (name: string): string => `Actions for ${name}`,
  none: 'No channels yet',
  noneHint: 'Alerts only reach the inbox of this app. Add a channel to get them elsewhere too.',
  admin: 'Problems with the monitor',
  adminHint:
    'Where messages go when the monitor itself has a problem, or when a certificate or a domain cannot be checked for days. The inbox always gets them.',
  adminNobody: 'No channel: only the inbox gets them.',
  adminSaved: 'Saved',
  dead: 'Messages that could not be delivered',
};
