import { describe, expect, it } from 'vitest';
import { writeBadge } from './write-badge.ts';

describe('a badge', () => {
  it('is an image of its label and value, which is told to screen readers too', () => {
    const svg = writeBadge({ label: 'uptime', value: '99.98 %', tone: 'good' });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="20"/);
    expect(svg).toContain('aria-label="uptime: 99.98 %"');
    expect(svg).toContain('>99.98 %</text>');
    expect(svg).toContain('fill="#1a7f37"');
    expect(svg.endsWith('</svg>')).toBe(true);
  });

  it('lets no text become markup', () => {
    const svg = writeBadge({ label: '"><script>alert(1)</script>', value: "a&b'\n", tone: 'bad' });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).toContain('a&amp;b&#39;</text>');
  });

  it('is as wide as its text', () => {
    const widthOf = (value: string): number =>
      Number(/width="(\d+)"/.exec(writeBadge({ label: 'a', value, tone: 'neutral' }))?.[1]);
    expect(widthOf('up')).toBeLessThan(widthOf('degraded'));
    expect(widthOf('界界')).toBeGreaterThan(widthOf('ab'));
  });
});
