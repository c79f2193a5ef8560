export {
  createChannelUrlJudge,
  judgeChannelUrl,
  type ChannelUrlRules,
  type ChannelUrlVerdict,
  type UrlChannelKind,
} from './channel-url.ts';
export { createSenders, type SendersConfig } from './senders.ts';
