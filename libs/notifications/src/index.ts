export { createDeadManPing, type Ping } from './dead-man.ts';
export { createSender, type SenderConfig } from './senders.ts';
