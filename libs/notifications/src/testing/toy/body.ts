import type { Message } from '@app/domain';
import { describeMessage } from '@app/domain/messages';

export const toyBody = (message: Message, room: string): string =>
  JSON.stringify({ room, text: describeMessage(message).title });
