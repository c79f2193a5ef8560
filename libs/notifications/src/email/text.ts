import { factLines, type MessageWords } from '@app/domain';

/** The plain part of a mail. */
export const mailText = ({ title, facts }: MessageWords, link: string): string =>
  `${title}\n\n${factLines(facts)}\n\n${link}\n`;
