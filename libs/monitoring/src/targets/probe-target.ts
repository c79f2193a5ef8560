import {
  AppError,
  DEFAULT_TARGET_SETTINGS,
  mergeSettings,
  viewWithFailure,
  type ProbeView,
  type ProbeTarget,
} from '@app/domain';
import { statusKindOf } from '@app/domain/check-kinds';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { probeStatus } from '../runner/probe-status.ts';
import { refuseConflict, unmasked } from './target-settings.ts';

const NO_SITE =
  'A domain answers no http request. Add it, and its registration is looked up, or try the address of a web site.';

/** Tries a url out and stores nothing: one attempt, so that the answer comes soon. Throws invalid. */
export async function probeTarget(
  { ports, signal }: Context<Pick<Ports, 'judgeUrl' | 'statusProbes'>>,
  input: ProbeTarget,
): Promise<ProbeView> {
  const verdict = ports.judgeUrl(input.url);
  if (!verdict.ok) {
    throw new AppError('invalid', verdict.message, { reason: verdict.reason, field: 'url' });
  }
  if (!statusKindOf(verdict.url)) {
    throw new AppError('invalid', NO_SITE, { field: 'url' });
  }
  const settings = { ...DEFAULT_TARGET_SETTINGS, url: verdict.url, name: verdict.url };
  const { request, expect } = mergeSettings(settings, {
    request: { ...unmasked(input, null).request, retries: 0 },
    expect: input.expect,
  });
  refuseConflict({ request, expect });
  const thresholds = { slowMs: input.thresholds?.slowMs ?? null };
  const target = { url: verdict.url, request, expect, thresholds };
  const result = await probeStatus(ports.statusProbes, target, { signal });
  return viewWithFailure(result);
}
