import {
  Channel,
  ChannelList,
  ChannelTest,
  CreateChannel,
  RemoveChannel,
  TestChannel,
  UpdateChannel,
} from '@app/domain';
import {
  createChannel,
  listChannels,
  removeChannel,
  testChannel,
  updateChannel,
} from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const channels = router({
  list: procedure.output(ChannelList).query(({ ctx }) => listChannels(ctx)),
  create: procedure
    .input(CreateChannel)
    .output(Channel)
    .mutation(({ ctx, input }) => createChannel(ctx, input)),
  update: procedure
    .input(UpdateChannel)
    .output(Channel)
    .mutation(({ ctx, input }) => updateChannel(ctx, input)),
  remove: procedure
    .input(RemoveChannel)
    .output(Channel)
    .mutation(({ ctx, input }) => removeChannel(ctx, input)),
  test: procedure
    .input(TestChannel)
    .output(ChannelTest)
    .mutation(({ ctx, input }) => testChannel(ctx, input)),
});
