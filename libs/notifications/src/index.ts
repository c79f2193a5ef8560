export { createDeadManPing, type Ping } from './dead-man.ts';
export { type Markup, markup } from './html/markup.ts';
export { kindsNotSetUp } from './mail-config.ts';
export { createSender, type SenderConfig } from './senders.ts';
