import type { Settings } from '@app/domain';

/** Who is told of trouble of the monitor itself, as a form holds it. */
export interface AdminDraft {
  isEveryChannel: boolean;
  channelIds: string[];
}

export const adminDraftOf = ({
  adminChannelIds,
}: Pick<Settings, 'adminChannelIds'>): AdminDraft => ({
  isEveryChannel: adminChannelIds === null,
  channelIds: adminChannelIds ?? [],
});

/** The draft in the form of the contract; channels that were removed meanwhile are left out. */
export const adminChannelIds = (
  { isEveryChannel, channelIds }: AdminDraft,
  known: readonly { id: string }[],
): Settings['adminChannelIds'] =>
  isEveryChannel ? null : channelIds.filter((chosen) => known.some(({ id }) => id === chosen));
