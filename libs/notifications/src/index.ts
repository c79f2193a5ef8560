export { createDeadManPing, type Ping } from './dead-man.ts';
export { kindsNotSetUp } from './mail-config.ts';
export { createSender, type SenderConfig } from './senders.ts';
