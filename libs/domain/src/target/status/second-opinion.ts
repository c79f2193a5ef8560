import type { StatusState } from './state.ts';
import type { ResultEvent, SecondOpinion } from './transition.ts';

/** How long a confirmation waits for a worker of another region before anybody makes it. */
const PATIENCE_MS = 10_000;

type Seen = Pick<ResultEvent, 'slot' | 'at' | 'region' | 'otherRegions'>;

/** Adds where a failure was seen. */
export const withFailureIn = (
  { failedIn = [], ...state }: StatusState,
  { region }: Pick<ResultEvent, 'region'>,
): StatusState => {
  const regions = region === undefined ? failedIn : [...new Set([...failedIn, region])];
  return { ...state, ...(regions.length > 0 ? { failedIn: regions } : {}) };
};

/** Forgets where failures were seen. */
export const withoutRegions = ({
  failedIn: _,
  secondOpinionBy: __,
  ...state
}: StatusState): StatusState => state;

/**
 * The region that is to look as well at what failed in one region so far: null where none was heard of, or where one was
 * asked for long enough.
 */
function regionToAsk(
  { failedIn = [], secondOpinionBy }: StatusState,
  { slot, at, otherRegions = [] }: Seen,
): string | null {
  if (failedIn.length !== 1 || (secondOpinionBy && at >= secondOpinionBy)) return null;
  const others = otherRegions.filter((region) => !failedIn.includes(region));
  // Slots of targets differ, so that several regions share the work.
  return others[Math.floor(slot.getTime() / 1_000) % others.length] ?? null;
}

/** Whether a failure that would be the last one has to wait for a look from another region. */
export const lacksSecondOpinion = (failed: StatusState, event: Seen): boolean =>
  failed.outage === null && regionToAsk(failed, event) !== null;

/** Asks another region for a confirmation at an instant, where there is one to ask. */
export function askElsewhere(
  failed: StatusState,
  event: Seen,
  confirmAt: Date | null,
): { state: StatusState; confirmIn?: SecondOpinion } {
  const region = confirmAt && regionToAsk(failed, event);
  if (!region) return { state: failed };
  const until = failed.secondOpinionBy ?? new Date(confirmAt.getTime() + PATIENCE_MS);
  return { state: { ...failed, secondOpinionBy: until }, confirmIn: { region, until } };
}

/** Longer than any two checks of one region are apart: then nobody there looks any more. */
const SILENT_INTERVALS = 3;

/**
 * What a good check makes of a target that fails from some regions only: one that answers elsewhere what just failed says
 * so, and one from a region that failed says that it is over.
 */
export function partlyAfterSuccess(
  state: StatusState,
  { region, at }: Seen,
  intervalSeconds: number,
): Pick<StatusState, 'partly'> {
  const { failures, failedIn = [], firstFailureAt, partly, outage } = state;
  const isAnotherView =
    failures > 0 &&
    !outage &&
    region !== undefined &&
    failedIn.length > 0 &&
    !failedIn.includes(region);
  if (isAnotherView) {
    const since = partly?.since ?? firstFailureAt ?? at;
    return { partly: { regions: failedIn, answersIn: region, since, seenAt: at } };
  }
  if (!partly || (region !== undefined && partly.regions.includes(region))) return {};
  const isOld = at.getTime() - partly.seenAt.getTime() > SILENT_INTERVALS * intervalSeconds * 1_000;
  return isOld ? {} : { partly };
}
