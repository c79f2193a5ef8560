import { describe, expect, it } from 'vitest';
import { publicName } from './public-name.ts';

describe('publicName', () => {
  it.each([
    ['Shop', 'http://10.0.0.5:8080/health'],
    ['shop.example.org', 'https://shop.example.org/'],
    ['Daily job 10:30', 'https://example.org/'],
    ['API v1.2.3', 'https://example.org/'],
    ['Database (Frankfurt)', 'http://db.internal/'],
    ['Shop :: EU', 'https://example.org/'],
    ['Foo::Bar', 'https://example.org/'],
    ['Ratio 1:2', 'https://example.org/'],
  ])('is %s where people have named it so', (name, url) => {
    expect(publicName({ name, url })).toBe(name);
  });

  it.each([
    ['10.0.0.5', 'http://10.0.0.5/'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['Shop (10.0.0.5)', 'https://shop.example.org/'],
    ['https://shop.example.org/?token=1', 'https://shop.example.org/?token=1'],
    ['shop.example.org:8443', 'https://shop.example.org:8443/'],
    ['[2001:db8::7]', 'http://[2001:db8::7]/'],
    ['2001:db8::7', 'http://[2001:db8::7]/'],
    ['[fd00::5]', 'http://[fd00::5]/'],
    ['::1', 'http://[::1]/'],
    ['fe80::', 'http://[fe80::1]/'],
    ['Router (fd00:12::1)', 'https://example.org/'],
    ['Router at 10.0.0.1.', 'https://example.org/'],
    ['10.0.0.5.nip.example', 'http://10.0.0.5.nip.example/'],
    ['Copy of db01.internal', 'http://10.0.0.5/'],
    ['db.internal', 'http://db.internal/'],
    ['localhost', 'http://localhost/'],
    ['  \u202e ', 'https://example.org/'],
  ])('is none for %j, which is an address or nothing', (name, url) => {
    expect(publicName({ name, url })).toBeNull();
  });

  it('has no characters that move or hide others, and an end', () => {
    const name = publicName({ name: `a\u202eb${'x'.repeat(300)}`, url: 'https://example.org/' });
    expect(name).toHaveLength(100);
    expect(name).toMatch(/^a b.*…$/);
  });
});
