export type NoDomainReason = 'address' | 'local-name' | 'suffix' | 'invalid';

/** The domain that is registered and paid for, or why a host has none. */
export type RegistrableDomain =
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'none'; readonly reason: NoDomainReason; readonly message: string };
