import * as z from 'zod';

/** What a target is: a web site, or the registration of a domain that needs no web site. */
export const TargetKind = z.enum(['http', 'domain']);
export type TargetKind = z.infer<typeof TargetKind>;

const DOMAIN_SCHEME = 'domain:';

/** The kind of a target; the scheme of its url selects it. */
export const kindOfUrl = (url: string): TargetKind =>
  url.slice(0, DOMAIN_SCHEME.length).toLowerCase() === DOMAIN_SCHEME ? 'domain' : 'http';

/** The url of a target that watches a domain only. */
export const urlOfDomain = (domain: string): string => `${DOMAIN_SCHEME}${domain}`;

/** What stands behind the scheme of such a url. */
export const nameInDomainUrl = (url: string): string => url.slice(DOMAIN_SCHEME.length);

/** Settings of http checks among the settings of a target. */
const OF_HTTP = ['intervalSeconds', 'request', 'expect'] as const;
const THRESHOLDS_OF_HTTP = [
  'failuresToDown',
  'successesToUp',
  'slowMs',
  'alertWhenSlow',
  'certificateDays',
] as const;

/** Settings as somebody gives them: what is left out is not asked for. */
type Given = Partial<
  Record<(typeof OF_HTTP)[number], unknown> & {
    thresholds: Partial<Record<(typeof THRESHOLDS_OF_HTTP)[number], unknown>> | undefined;
  }
>;

/** The first setting that only a web site has; null when there is none. For targets that watch a domain only. */
export function httpSettingIn({ thresholds = {}, ...given }: Given): string | null {
  const setting = OF_HTTP.find((name) => given[name] !== undefined);
  if (setting) return setting;
  const threshold = THRESHOLDS_OF_HTTP.find((name) => thresholds[name] !== undefined);
  return threshold ? `thresholds.${threshold}` : null;
}
