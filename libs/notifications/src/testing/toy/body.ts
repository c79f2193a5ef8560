import { describeMessage, type Message } from '@app/domain';

export const toyBody = (message: Message, room: string): string =>
  JSON.stringify({ room, text: describeMessage(message).title });
