/** Place of an end in a list of what expires: by date, then by id or name. */
export interface ExpiryPlace {
  expiresAt: Date;
  id: string;
}
