import { CreateStatusPage, type StatusPage, UpdateStatusPage } from '@app/domain/status-pages';
import type { Issue } from '../../shared/data/refusal';
import { schemaIssues } from '../../shared/form/schema-issues';
import { statusPageWords } from '../../shared/words/status-pages';

/** A status page as a form holds it; an empty logo is none. */
export interface StatusPageDraft {
  title: string;
  slug: string;
  tags: string[];
  notice: string;
  logo: string;
  enabled: boolean;
}

export const blankStatusPage = (): StatusPageDraft => ({
  title: '',
  slug: '',
  tags: [],
  notice: '',
  logo: '',
  enabled: true,
});

export const statusPageDraftOf = (page: StatusPage): StatusPageDraft => ({
  title: page.title,
  slug: page.slug,
  tags: [page.tag],
  notice: page.notice ?? '',
  logo: page.logo ?? '',
  enabled: page.enabled,
});

const settingsOf = ({ tags, logo, ...draft }: StatusPageDraft) => ({
  ...draft,
  tag: tags[0] ?? '',
  logo: logo || null,
});

/** What is wrong with a draft. */
export function statusPageIssues(draft: StatusPageDraft): Issue[] {
  return [
    ...(draft.tags.length > 1 ? [{ path: 'tags', message: statusPageWords.oneTag }] : []),
    ...schemaIssues(CreateStatusPage.safeParse(settingsOf(draft))).map(({ path, message }) => ({
      path: formPath(path),
      message,
    })),
  ];
}

/** The form shows the tag as a list of one. */
export const formPath = (path: string): string => (path === 'tag' ? 'tags' : path);

/** The page that a draft describes. Throws where the draft is wrong. */
export const newStatusPage = (draft: StatusPageDraft): CreateStatusPage =>
  CreateStatusPage.parse(settingsOf(draft));

/** The change that a draft makes to a page. Throws where the draft is wrong. */
export const statusPageChange = (id: string, draft: StatusPageDraft): UpdateStatusPage =>
  UpdateStatusPage.parse({ id, ...settingsOf(draft) });
