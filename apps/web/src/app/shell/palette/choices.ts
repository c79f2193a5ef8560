import type { FoundTarget } from '../../shared/data/found-targets';
import type { IconName } from '../../shared/ui/icons';
import type { TargetAction } from '../../shared/ui/target-menu';
import { paletteWords } from '../../shared/words/palette';
import { shellWords } from '../../shared/words/shell';

/** What somebody can choose: a page, or something that is done to a target. */
export type Choice = {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  /** Beside it, to tell it from others. */
  readonly more?: string;
} & (
  | { readonly does: 'open'; readonly url: string }
  | { readonly does: 'help' }
  | { readonly does: 'act'; readonly action: TargetAction; readonly targetId: string }
);

const page = (url: string, icon: IconName, text: string): Choice => ({
  id: `page${url.replaceAll('/', '-')}`,
  ...{ icon, text, does: 'open', url },
});

const PAGES: readonly Choice[] = [
  page('/', 'list', shellWords.overview),
  page('/alerts', 'alert', shellWords.alerts),
  page('/expiring', 'calendar', shellWords.expiring),
  page('/channels', 'send', shellWords.channels),
  page('/inbox', 'bell', shellWords.inbox),
  page('/system', 'system', shellWords.system),
  page('/settings', 'settings', shellWords.settings),
  page('/add', 'plus', shellWords.add),
  page('/import', 'download', shellWords.import),
  { id: 'help', icon: 'keyboard', text: shellWords.keys.open, does: 'help' },
];

/** What can be done to a target, by the words that ask for it. */
const VERBS: readonly { action: TargetAction; icon: IconName; word: string }[] = [
  { action: 'check', icon: 'refresh', word: paletteWords.verbs.check },
  { action: 'pause', icon: 'paused', word: paletteWords.verbs.pause },
  { action: 'resume', icon: 'play', word: paletteWords.verbs.resume },
  { action: 'mute', icon: 'muted', word: paletteWords.verbs.mute },
  { action: 'maintain', icon: 'maintenance', word: paletteWords.verbs.maintain },
];

/** What a text asks for: a target, and what is to be done to it, where it says so. */
interface Wish {
  /** By what targets are looked for. */
  readonly search: string;
  readonly verb: (typeof VERBS)[number] | null;
}

/** Reads what was typed: `check shop`, or only `shop`. */
export function wishOf(text: string): Wish {
  const typed = text.trim().toLowerCase();
  const verb = VERBS.find(({ word }) => typed.startsWith(`${word.toLowerCase()} `)) ?? null;
  return { verb, search: verb ? text.trim().slice(verb.word.length).trim() : text.trim() };
}

/** What is offered: with a verb the targets that it can be done to; else pages by name, and targets. */
export function choicesFor(text: string, targets: readonly FoundTarget[]): Choice[] {
  const { verb, search } = wishOf(text);
  if (verb) {
    return targets.map(({ id, name, url }) => ({
      id: `${verb.action}-${id}`,
      ...{ icon: verb.icon, text: paletteWords.act(verb.word, name), more: url },
      ...{ does: 'act', action: verb.action, targetId: id },
    }));
  }
  const wanted = search.toLowerCase();
  const pages = PAGES.filter((one) => one.text.toLowerCase().includes(wanted));
  if (search === '') return [...pages];
  const opened = targets.map(({ id, name, url }): Choice => ({
    id: `target-${id}`,
    ...{ icon: 'up', text: name, more: url, does: 'open', url: `/targets/${id}` },
  }));
  return [...opened, ...pages];
}
