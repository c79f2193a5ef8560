/** Connection strings of the two databases, with their secrets. */
export interface DatabaseUrls {
  readonly mongodb: string;
  readonly postgres: string;
}
