import {
  DEFAULT_EXPECTATION,
  type Alerting,
  type Expectation,
  type RequestSettings,
} from '@app/domain';
import type { Types } from 'mongoose';
import { toObjectIds } from '../common/ids.ts';

/** Headers are pairs: their names come from people and must never become keys of a document. */
export interface RequestDocument extends Omit<RequestSettings, 'headers'> {
  headers: { n: string; v: string }[];
}

/** `retryLater` is absent on targets of the time before it could be set. */
export type ExpectationDocument = Omit<Expectation, 'retryLater'> &
  Partial<Pick<Expectation, 'retryLater'>>;

export interface AlertingDocument extends Omit<Alerting, 'channelIds'> {
  channelIds: Types.ObjectId[] | null;
}

export const toRequestDocument = (request: RequestSettings): RequestDocument => ({
  ...request,
  headers: Object.entries(request.headers).map(([n, v]) => ({ n, v })),
});

export const fromRequestDocument = (document: RequestDocument): RequestSettings => ({
  ...document,
  headers: Object.fromEntries(document.headers.map(({ n, v }) => [n, v])),
});

export const fromExpectationDocument = (document: ExpectationDocument): Expectation => ({
  ...DEFAULT_EXPECTATION,
  ...document,
});

export const toAlertingDocument = (alerting: Alerting): AlertingDocument => ({
  ...alerting,
  channelIds: alerting.channelIds && toObjectIds(alerting.channelIds),
});

export const fromAlertingDocument = (document: AlertingDocument): Alerting => ({
  ...document,
  channelIds: document.channelIds?.map((id) => id.toHexString()) ?? null,
});
