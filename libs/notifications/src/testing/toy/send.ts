import type { ChannelRecord } from '@app/domain';
import type * as z from 'zod';
import { judgeAnswer } from '../../http/judge-answer.ts';
import type { SenderContext, SendTo } from '../../sender.ts';
import { toyBody } from './body.ts';
import type { toy } from './kind.ts';

// Registered kinds write `CreateSender<'toy'>`: the compiler does not know this one.
type ToyChannel = Omit<ChannelRecord, 'kind' | 'config'> & z.infer<typeof toy.create>;
type SendToToy = (
  message: Parameters<SendTo<'slack'>>[0],
  channel: ToyChannel,
  options: Parameters<SendTo<'slack'>>[2],
) => ReturnType<SendTo<'slack'>>;

export const createToySender =
  ({ post, now }: SenderContext): SendToToy =>
  async (message, { config }, { signal }) =>
    judgeAnswer(
      'toy',
      await post(`${config.server}/bot${config.token}`, {
        body: toyBody(message, config.room),
        signal,
      }),
      now(),
    );
