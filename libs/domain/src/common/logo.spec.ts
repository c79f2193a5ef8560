import { describe, expect, it } from 'vitest';
import { Logo, logoOrigin, MAX_LOGO_BYTES } from './logo.ts';

/** Pictures of so many bytes that begin as their format does. */
const png = (bytes: number): string => `data:image/png;base64,${base64('iVBORw0KGgo', bytes)}`;
const base64 = (start: string, bytes: number): string => {
  const padding = (3 - (bytes % 3)) % 3;
  return start.padEnd(Math.ceil(bytes / 3) * 4 - padding, 'A') + '='.repeat(padding);
};

describe('Logo', () => {
  it.each([
    png(200),
    png(MAX_LOGO_BYTES),
    'data:image/jpeg;base64,/9j/4AAQSkZJRg==',
    'https://example.org/logo.png?v=2',
  ])('takes what a browser shows', (logo) => {
    expect(Logo.parse(logo)).toBe(logo);
  });

  it.each([
    ['', 'nothing'],
    [png(MAX_LOGO_BYTES + 1), 'one byte too many'],
    ['data:image/svg+xml;base64,PHN2Zy8+', 'SVG'],
    ['data:image/png;base64,PHN2Zy8+', 'SVG that calls itself PNG'],
    ['data:text/html;base64,iVBORw0KGgo=', 'HTML'],
    ['data:image/png;base64,iVBORw0KGgo"onerror=x', 'what breaks out of an attribute'],
    ['http://example.org/logo.png', 'an address without TLS'],
    ['javascript:alert(1)', 'a script'],
    ['https://user:secret@example.org/logo.png', 'a password'],
    [`https://example.org/${'x'.repeat(500)}`, 'an endless address'],
    ['https://example.org/a b.png', 'a blank'],
  ])('refuses a logo: %#', (logo) => {
    expect(Logo.safeParse(logo).success).toBe(false);
  });

  it('is loaded from the origin of its address, if it has one', () => {
    expect(logoOrigin('https://img.example.org:8443/a/logo.png')).toBe(
      'https://img.example.org:8443',
    );
    expect(logoOrigin(png(200))).toBeNull();
    expect(logoOrigin(null)).toBeNull();
  });
});
