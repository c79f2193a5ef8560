import type { AlertCause } from '../alert/cause.ts';
import type { AlertKind, Resolution, Severity, SteppedAlertKind } from '../alert/kind.ts';

/** What still has to follow a change of state; stored in the same write and removed once it is done. */
export type OutboxEntry =
  | {
      id: string;
      type: 'open';
      kind: Exclude<AlertKind, 'system'>;
      alertId: string;
      /** For `persistent`: the `down` alert of the same outage; else null. */
      downAlertId: string | null;
      /** Of a registration, for `dns`: the target that is told. Absent for all others. */
      targetId?: string;
      severity: Severity;
      cause: AlertCause;
      since: Date;
      at: Date;
      /** Regions whose workers saw it; absent where they have none. */
      places?: string[];
      /**
       * Alerts of the same step that ended with a pause: this one goes on for them, and nobody is told twice. It opens only
       * where no person had taken them on. Absent for all others.
       */
      resumes?: string[];
    }
  | {
      id: string;
      /** An expiry that people were told of comes closer. */
      type: 'warn';
      kind: SteppedAlertKind;
      /** Alerts of this expiry, oldest first. */
      alertIds: string[];
      /** Id of the alert that opens when a person has taken on all others; null: none does. */
      newAlertId: string | null;
      /** Key of the announcement; names what people are told once. */
      key: string;
      severity: Severity;
      cause: AlertCause;
      at: Date;
    }
  | {
      id: string;
      type: 'end';
      alertIds: string[];
      resolution: Resolution;
      at: Date;
      /** The target is watched no more, which also ends the alert of one that goes up and down and is up. Else absent. */
      isLeft?: true;
    }
  /** Of targets: the registration of their domain is to be watched. */
  | { id: string; type: 'watch-domain'; domain: string }
  /** Of targets: the registration is watched no more, unless another target that is checked is on the domain. */
  | { id: string; type: 'leave-domain'; domain: string; resolution: Resolution; at: Date }
  /** Of http targets: the certificate of the https site that they lead to is to be watched; null: they lead to none. */
  | { id: string; type: 'watch-certificate'; origin: string | null }
  /** Of registrations: targets that watch the domain only show what has become of it. */
  | { id: string; type: 'show-status' }
  /** Of targets: everything stored about it goes. */
  | { id: string; type: 'erase' };
