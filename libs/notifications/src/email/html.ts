import type { DigestLine, MessageLink, MessageWords, Tone } from '@app/domain/messages';
import { escapeHtml } from '../html/markup.ts';

/** Bars beside the title; readable on white and on black, so no background is set and dark mode stays dark. */
const COLOURS: Record<Tone, string> = {
  bad: '#d92d20',
  warning: '#dc8a00',
  good: '#1a8f4c',
  neutral: '#6b7280',
};

const row = (label: string, value: string): string =>
  `<tr><th align="left" valign="top" style="padding:2px 16px 2px 0;font-weight:normal;opacity:.7">${label}</th>` +
  `<td valign="top" style="padding:2px 0;overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`;

const linkTo = ({ label, url }: MessageLink): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;

const lineOf = ({ text, tone, url }: DigestLine): string =>
  `<p style="margin:0 0 6px;padding-left:12px;border-left:4px solid ${COLOURS[tone]};overflow-wrap:anywhere">` +
  `<a href="${escapeHtml(url)}" style="color:inherit">${escapeHtml(text)}</a></p>`;

/** The HTML part of a mail: no images, no scripts, no remote content. */
export const mailHtml = ({ title, facts, links, lines, tone }: MessageWords): string =>
  [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title></head>`,
    '<body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5">',
    `<p style="margin:0 0 16px;padding-left:12px;border-left:4px solid ${COLOURS[tone]};font-size:18px">${escapeHtml(title)}</p>`,
    ...lines.map(lineOf),
    `<table role="presentation" cellspacing="0" cellpadding="0" border="0">${facts
      .map(({ label, value }) => row(label, value))
      .join('')}</table>`,
    `<p style="margin:16px 0 0">${links.map(linkTo).join(' &nbsp; ')}</p>`,
    '</body></html>',
    '',
  ].join('\n');
