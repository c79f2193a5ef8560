import * as z from 'zod';
import { TARGET_KINDS } from './target-kinds.ts';

/** What a target is: a web site, or the registration of a domain that needs no web site. */
export const TargetKind = z.enum(Object.values(TARGET_KINDS).map(({ kind }) => kind));
export type TargetKind = z.infer<typeof TargetKind>;

const BY_SCHEME: ReadonlyMap<string, TargetKind> = new Map(
  Object.values(TARGET_KINDS).flatMap(({ kind, schemes }) =>
    schemes.map((scheme) => [scheme, kind]),
  ),
);

/** Returns the kind of target that the scheme of a text selects; null where it has none, or one that selects nothing. */
export const kindOfScheme = (text: string): TargetKind | null =>
  BY_SCHEME.get(text.slice(0, text.indexOf(':') + 1).toLowerCase()) ?? null;

/** The kind of a target; the scheme of its url selects it, and what has none is meant as a web site. */
export const kindOfUrl = (url: string): TargetKind => kindOfScheme(url) ?? 'http';

const [DOMAIN_SCHEME = ''] = TARGET_KINDS.domain.schemes;

/** The url of a target that watches a domain only. */
export const urlOfDomain = (domain: string): string => `${DOMAIN_SCHEME}${domain}`;

/** What stands behind the scheme of such a url. */
export const nameInDomainUrl = (url: string): string => url.slice(DOMAIN_SCHEME.length);

/** Settings by group, as somebody gives them: what is left out is not asked for. */
type Given = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Given => typeof value === 'object' && value !== null;

function isGiven(given: Given, path: string): boolean {
  const [group = '', name] = path.split('.');
  const value = given[group];
  return name === undefined ? value !== undefined : isGroup(value) && value[name] !== undefined;
}

/** Whether a setting, or a whole group, means anything for targets of a kind. */
export const heedsSetting = (kind: TargetKind, path: string): boolean =>
  !TARGET_KINDS[kind].ignores.includes(path);

/** Settings without those that mean nothing for targets of a kind. */
export function heededSettings<T extends Given>(kind: TargetKind, given: T): Partial<T> {
  const entries = Object.entries(given).flatMap(([group, value]) => {
    if (!heedsSetting(kind, group)) return [];
    return [
      [group, isGroup(value) && !Array.isArray(value) ? withoutIgnored(kind, group, value) : value],
    ];
  });
  return Object.fromEntries(entries) as Partial<T>;
}

const withoutIgnored = (kind: TargetKind, group: string, values: Given): Given =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => heedsSetting(kind, `${group}.${name}`)),
  );

/** Returns the first setting that somebody gives and that means nothing for targets of a kind; null for none. */
export const ignoredSettingIn = (kind: TargetKind, given: Given): string | null =>
  TARGET_KINDS[kind].ignores.find((path) => isGiven(given, path)) ?? null;
