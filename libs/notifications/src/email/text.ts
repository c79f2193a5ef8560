import { textLines, type MessageLink, type MessageWords } from '@app/domain/messages';

/** The page of the alert stands alone, the others say what they are. */
const linkLine = ({ is, label, url }: MessageLink): string =>
  is === 'open' ? url : `${label}: ${url}`;

/** The plain part of a mail. */
export const mailText = ({ title, facts, links, lines }: MessageWords): string => {
  const texts = textLines(
    facts,
    lines.map(({ text }) => text),
  );
  return [title, texts, links.map(linkLine).join('\n'), ''].join('\n\n').trimEnd().concat('\n');
};
