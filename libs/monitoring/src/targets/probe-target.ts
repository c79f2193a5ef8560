import {
  AppError,
  DEFAULT_TARGET_SETTINGS,
  kindOfUrl,
  mergeSettings,
  viewWithFailure,
  type ProbeView,
  type ProbeTarget,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { refuseConflict, unmasked } from './target-settings.ts';

const NO_SITE =
  'A domain answers no http request. Add it, and its registration is looked up, or try the address of a web site.';

/** Tries a url out and stores nothing: one attempt, so that the answer comes soon. Throws invalid. */
export async function probeTarget(
  { ports, signal }: Context<Pick<Ports, 'judgeUrl' | 'probeHttp'>>,
  input: ProbeTarget,
): Promise<ProbeView> {
  const verdict = ports.judgeUrl(input.url);
  if (!verdict.ok) {
    throw new AppError('invalid', verdict.message, { reason: verdict.reason, field: 'url' });
  }
  if (kindOfUrl(verdict.url) === 'domain') {
    throw new AppError('invalid', NO_SITE, { field: 'url' });
  }
  const settings = { ...DEFAULT_TARGET_SETTINGS, url: verdict.url, name: verdict.url };
  const { request, expect } = mergeSettings(settings, {
    request: { ...unmasked(input, null).request, retries: 0 },
    expect: input.expect,
  });
  refuseConflict({ request, expect });
  const result = await ports.probeHttp(
    {
      url: verdict.url,
      request,
      expect,
      slowMs: input.thresholds?.slowMs ?? null,
    },
    { signal },
  );
  return viewWithFailure(result);
}
