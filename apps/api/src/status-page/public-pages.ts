import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PublicStatus, StatusPageRecord } from '@app/domain/status-pages';

/** A document as it is sent, again and again. */
export interface MadeDocument {
  readonly text: string;
  readonly compressed: Buffer;
  readonly etag: string;
}

/** A page, ready to be sent. */
export interface MadePage {
  readonly logo: string | null;
  readonly html: MadeDocument;
  readonly feed: MadeDocument;
}

export interface PublicPagesOptions {
  readonly list: () => Promise<readonly StatusPageRecord[]>;
  readonly read: (page: StatusPageRecord) => Promise<PublicStatus>;
  readonly html: (status: PublicStatus) => string;
  readonly feed: (status: PublicStatus) => string;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
}

/** A page is made anew after this long, however many ask for it. */
export const PAGE_MAX_AGE_MS = 15_000;
/** How often it is looked which pages are switched on. */
const LISTED_MS = 1_000;
/** While the database is away, what was known last is told for so long: it says of when it is. */
const KEPT_MS = 600_000;

interface Kept {
  readonly version: number;
  readonly at: number;
  readonly making: Promise<MadePage>;
}

/**
 * The pages that anybody may see, made at most every fifteen seconds. One that is switched off is gone within a second,
 * also where it was made a moment ago.
 */
export class PublicPages {
  readonly #options: PublicPagesOptions;
  #listed: { at: number; pages: Promise<ReadonlyMap<string, StatusPageRecord>> } | null = null;
  #known: { at: number; pages: ReadonlyMap<string, StatusPageRecord> } | null = null;
  readonly #kept = new Map<string, Kept>();
  readonly #good = new Map<string, { at: number; version: number; page: MadePage }>();

  constructor(options: PublicPagesOptions) {
    this.#options = options;
  }

  /** The page with a slug, as far as that is known; null for one that is not there or switched off. */
  async get(slug: string): Promise<MadePage | null> {
    return await this.#find(slug, LISTED_MS);
  }

  /** The same by what is stored at this moment: it may have been switched on just now. */
  async getFresh(slug: string): Promise<MadePage | null> {
    return await this.#find(slug, 0);
  }

  async #find(slug: string, maxAgeMs: number): Promise<MadePage | null> {
    const page = (await this.#pages(maxAgeMs)).get(slug);
    return page?.enabled ? await this.#made(page) : null;
  }

  /** All pages by slug, as they were at most so long ago. */
  async #pages(maxAgeMs: number): Promise<ReadonlyMap<string, StatusPageRecord>> {
    const at = this.#options.clock();
    if (!this.#listed || at - this.#listed.at >= maxAgeMs) {
      this.#listed = { at, pages: this.#list(at) };
    }
    return await this.#listed.pages;
  }

  async #list(at: number): Promise<ReadonlyMap<string, StatusPageRecord>> {
    try {
      const pages = await this.#options.list();
      this.#known = { at, pages: new Map(pages.map((page) => [page.slug, page])) };
      this.#forgetAllBut(new Set(pages.map(({ id }) => id)));
    } catch (error) {
      if (!this.#known || at - this.#known.at > KEPT_MS) throw error;
    }
    return this.#known.pages;
  }

  #forgetAllBut(ids: ReadonlySet<string>): void {
    for (const kept of [this.#kept, this.#good]) {
      for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id);
    }
  }

  #made(page: StatusPageRecord): Promise<MadePage> {
    const at = this.#options.clock();
    const kept = this.#kept.get(page.id);
    if (kept?.version === page.version && at - kept.at < PAGE_MAX_AGE_MS) return kept.making;
    const making = this.#make(page, at);
    this.#kept.set(page.id, { version: page.version, at, making });
    return making;
  }

  async #make(page: StatusPageRecord, at: number): Promise<MadePage> {
    const { read, html, feed } = this.#options;
    try {
      const status = await read(page);
      const made: MadePage = {
        logo: page.logo,
        html: await documentOf(html(status)),
        feed: await documentOf(feed(status)),
      };
      this.#good.set(page.id, { at, version: page.version, page: made });
      return made;
    } catch (error) {
      const good = this.#good.get(page.id);
      if (good?.version === page.version && at - good.at <= KEPT_MS) return good.page;
      throw error;
    }
  }
}

async function documentOf(text: string): Promise<MadeDocument> {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  // Weak: compressed it is the same page, and not the same bytes.
  return { text, compressed: await promisify(gzip)(text), etag: `W/"${digest}"` };
}
