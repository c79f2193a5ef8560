export { createSender, type SenderConfig } from './senders.ts';
