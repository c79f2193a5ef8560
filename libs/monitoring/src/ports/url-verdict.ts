/** Whether a url that a user typed may be watched, and the form in which it is stored. */
export type UrlVerdict =
  | {
      ok: true;
      url: string;
      key: string;
      /** What a target is called that gets no name. */
      name: string;
    }
  | { ok: false; reason: string; message: string };
