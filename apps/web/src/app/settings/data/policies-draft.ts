import { type Policies, UpdatePolicies } from '@app/domain/alerting';
import type { Issue } from '../../shared/data/refusal';
import { issueWords } from '../../shared/form/issue-words';
import { schemaIssues } from '../../shared/form/schema-issues';
import { type PolicyDraft, policyDraftOf, policyOf } from '../../shared/policy/policy-draft';
import { policyWords } from '../../shared/words/policy';

/** The rules of a tag, as a form holds them. */
export interface TagPolicyDraft {
  tag: string;
  policy: PolicyDraft;
}

/** Who is told of what, for all targets and by tag, as a form holds it. */
export interface PoliciesDraft {
  defaults: PolicyDraft;
  byTag: TagPolicyDraft[];
}

export const policiesDraftOf = ({ defaults, byTag }: Policies): PoliciesDraft => ({
  defaults: policyDraftOf(defaults),
  byTag: byTag.map(({ tag, ...policy }) => ({ tag, policy: policyDraftOf(policy) })),
});

const inputOf = ({ defaults, byTag }: PoliciesDraft) => ({
  defaults: policyOf(defaults),
  byTag: byTag.map(({ tag, policy }) => ({ tag, ...policyOf(policy) })),
});

/** Where the form shows a field of the contract. */
export const toFormPath = (path: string): string =>
  path
    .replace(/^byTag\.(\d+)\.(?!tag$|policy\.)/, 'byTag.$1.policy.')
    // An empty list has no items to stand at.
    .replace(/^channelIds$/, '');

/** What is wrong with a draft, in the paths of the contract. */
export const policiesIssues = (draft: PoliciesDraft): Issue[] =>
  schemaIssues(UpdatePolicies.safeParse(inputOf(draft), { error: issueWords })).map(
    ({ path, message }) => ({
      path,
      message: /escalation\.\d+\.channelIds$/.test(path) ? policyWords.stepMissing : message,
    }),
  );

/** A draft without issues in the form of the contract. */
export const newPolicies = (draft: PoliciesDraft): UpdatePolicies =>
  UpdatePolicies.parse(inputOf(draft));
