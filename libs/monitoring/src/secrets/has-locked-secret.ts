import { type ChannelRecord, isSealed } from '@app/domain';

/** Whether a secret of a channel cannot be read, because its key is missing. */
export const hasLockedSecret = ({ config }: Pick<ChannelRecord, 'config'>): boolean =>
  Object.values(config).some((value) => typeof value === 'string' && isSealed(value));
