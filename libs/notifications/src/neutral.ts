/** Keeps apart what it stands between, and is not seen: U+2060. */
const JOINER = '\u2060';

/**
 * Foreign text for chats that read mentions and links out of plain text: they stay readable and do nothing. Such servers
 * look like Slack and take Markdown, and nothing in the message tells them not to.
 */
export const neutral = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}_/.-])@(?=[\p{L}\p{N}_])/gu, `@${JOINER}`)
    .replace(/\](?=[([:])/g, `]${JOINER}`);
