/** Why a channel may not lead where its address says, in no language. `kind` is a kind of channel. */
export type ChannelUrlFault =
  /** It is no address that anything can be sent to. */
  | { readonly is: 'bad-url' }
  /** One of those that look right and are not: `name` says which of its kind. */
  | { readonly is: 'known-wrong'; readonly kind: string; readonly name: string }
  /** An address of another provider. */
  | { readonly is: 'other-kind'; readonly kind: string }
  | {
      readonly is: 'other-host' | 'not-https' | 'has-port' | 'other-path';
      readonly kind: string;
    };
