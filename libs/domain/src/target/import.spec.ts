import { describe, expect, it } from 'vitest';
import { readTargetList } from './import.ts';

const inputs = (text: string): string[] => readTargetList(text).map(({ input }) => input);

describe('a plain list of targets', () => {
  it('has one entry a line, with the numbers that an editor shows', () => {
    expect(
      readTargetList('\ufeffexample.org\r\n\r\n# mine\n  shop.example \rhttps://a.example/x'),
    ).toEqual([
      { line: 1, input: 'example.org' },
      { line: 4, input: 'shop.example' },
      { line: 5, input: 'https://a.example/x' },
    ]);
  });

  it.each([
    ['example.org # renewed by hand', ['example.org']],
    ['https://example.org/#top', ['https://example.org/#top']],
    ['Domain,Expires\nexample.org,2027-01-01', ['example.org']],
    ['"Domain Name";"Expires"\n"example.org";"2027-01-01"', ['example.org']],
    ['example.org\t2027-01-01\tSample Registrar', ['example.org']],
    ['"a ""quoted"" one",x', ['a "quoted" one']],
    ['münchen.de', ['münchen.de']],
    ['example.org\ndomain', ['example.org', 'domain']],
    [',example.org', []],
    ['\n \n#\n', []],
    ['', []],
  ])('%j: %j', (text, entries) => {
    expect(inputs(text)).toEqual(entries);
  });

  it.each<[string, [string, string?, string[]?][]]>([
    ['https://a.example, Shop, prod, eu', [['https://a.example', 'Shop', ['prod', 'eu']]]],
    ['a.example;Shop;"prod, eu"', [['a.example', 'Shop', ['prod', 'eu']]]],
    ['a.example\tShop', [['a.example', 'Shop']]],
    ['a.example,,prod | eu', [['a.example', undefined, ['prod', 'eu']]]],
    [
      '"https://a.example/x,y",Shop # not a comment',
      [['https://a.example/x,y', 'Shop # not a comment']],
    ],
    ['a.example, Shop # a comment', [['a.example', 'Shop']]],
    ['url,name,tags\na.example,Shop,prod', [['a.example', 'Shop', ['prod']]]],
    ['Name,URL,Group\nShop,https://a.example,prod', [['https://a.example', 'Shop', ['prod']]]],
    ['Name;Registrar\na.example;Good Names', [['a.example']]],
    ['domain,tags,name\na.example,prod;eu,Shop', [['a.example', 'Shop', ['prod', 'eu']]]],
    ['Domain,Expires\na.example,2027-01-01', [['a.example']]],
    ['a.example,2027-01-01,Good Names\nb.example,Shop', [['a.example'], ['b.example', 'Shop']]],
    ['a.example,Good Names,01/02/2027', [['a.example']]],
    ['a.example,24 7 Shop', [['a.example', '24 7 Shop']]],
    ['url,name,tags\n,Shop,prod', []],
  ])('has names and tags beside its entries: %j', (text, entries) => {
    const found = readTargetList(text).map(({ input, name, tags }) => ({ input, name, tags }));
    expect(found).toEqual(entries.map(([input, name, tags]) => ({ input, name, tags })));
  });
});
