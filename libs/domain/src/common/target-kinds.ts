/** What tells the kinds of targets apart, for everybody, browsers too. */
interface TargetKindTraits<Kind extends string = string> {
  /** Also the name of the kind of check that decides their status. */
  readonly kind: Kind;
  /** Schemes of their urls, in lower case and with the colon; the scheme of a url selects the kind. */
  readonly schemes: readonly string[];
  /** What they watch, as sentences go on: `This target watches …`. */
  readonly watches: string;
  /** Settings that mean nothing for them, a whole group or one of its settings: who gives one is refused, forms have none. */
  readonly ignores: readonly string[];
  /** Seconds between two checks of a new target, where it is not as usual. */
  readonly intervalSeconds?: number;
}

const defineTargetKind = <const Kind extends string>(
  traits: TargetKindTraits<Kind>,
): TargetKindTraits<Kind> => traits;

/** Every kind of target. A kind of check that decides the status of targets of its own is added here. */
export const TARGET_KINDS = {
  http: defineTargetKind({
    kind: 'http',
    schemes: ['http:', 'https:'],
    watches: 'a web site',
    ignores: [],
  }),
  /** The registration of a domain that needs no web site. */
  domain: defineTargetKind({
    kind: 'domain',
    schemes: ['domain:'],
    watches: 'a domain and no web site',
    ignores: [
      'intervalSeconds',
      'request',
      'expect',
      'thresholds.failuresToDown',
      'thresholds.successesToUp',
      'thresholds.slowMs',
      'thresholds.alertWhenSlow',
      'thresholds.certificateDays',
    ],
    // A registration is looked up once a day.
    intervalSeconds: 86_400,
  }),
};
