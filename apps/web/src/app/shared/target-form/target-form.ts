import type { WritableSignal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import {
  CreateTarget,
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  ProbeTarget,
  settingsConflict,
} from '@app/domain';
import type { Issue } from '../data/refusal';
import { type JudgedForm, judgedForm } from '../form/judged-form';
import { issueWords } from '../form/issue-words';
import { schemaIssues } from '../form/schema-issues';
import { formWords } from '../words/form';
import { blankDraft, type SettingsOptions, settingsOf, type TargetDraft } from './draft';
import { repeatedHeader } from './headers-text';

export type TargetForm = FieldTree<TargetDraft>;

/** A form over a draft, judged by the schema of the contract. Needs an injection context. */
export const targetForm = (
  draft: WritableSignal<TargetDraft>,
  options: SettingsOptions,
): JudgedForm<TargetDraft> =>
  judgedForm(draft, {
    toFormPath: (path) => path.replace(/^parentId$/, 'parents'),
    judge: (value) => [
      ...(value.url.trim() === '' ? [{ path: 'url', message: formWords.urlMissing }] : []),
      ...twice(value.request.headers),
      ...judged(CreateTarget.safeParse(settingsOf(value, options), { error: issueWords })),
    ],
  });

function twice(headers: string): Issue[] {
  const name = repeatedHeader(headers);
  return name === undefined
    ? []
    : [{ path: 'request.headers', message: formWords.headerTwice(name) }];
}

const conflictIn = ({ request, expect }: Pick<CreateTarget, 'request' | 'expect'>) =>
  settingsConflict({
    request: { ...DEFAULT_REQUEST, ...request },
    expect: { ...DEFAULT_EXPECTATION, ...expect },
  });

/** What the schema says of settings, and what they exclude of each other. */
function judged(result: ReturnType<typeof CreateTarget.safeParse>): Issue[] {
  if (!result.success) return schemaIssues(result);
  const conflict = conflictIn(result.data);
  return conflict ? [{ path: conflict.field, message: conflict.message }] : [];
}

type Asking = Pick<TargetDraft, 'request' | 'expect' | 'thresholds'>;

const isSame = (a: Asking, b: Asking): boolean =>
  JSON.stringify([a.request, a.expect, a.thresholds]) ===
  JSON.stringify([b.request, b.expect, b.thresholds]);

/** How a draft says that an address is asked; nothing of it while something is wrong with it. */
export function probeInputOf(draft: Asking): Omit<ProbeTarget, 'url'> {
  if (isSame(draft, blankDraft())) return {};
  const url = 'https://example.com/';
  const settings = settingsOf({ ...blankDraft(), ...draft, url }, { canOmitName: true });
  const { request, expect, thresholds } = settings;
  const judged = ProbeTarget.safeParse({ url, request, expect, thresholds });
  if (!judged.success || conflictIn(judged.data)) return {};
  return {
    request: judged.data.request,
    expect: judged.data.expect,
    thresholds: judged.data.thresholds,
  };
}

/** The settings of a draft that is valid. */
export const judgedSettings = (draft: TargetDraft, options: SettingsOptions): CreateTarget =>
  CreateTarget.parse(settingsOf(draft, options));
