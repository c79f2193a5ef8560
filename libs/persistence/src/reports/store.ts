import type { Recipient, ReportRecord } from '@app/domain/reports';
import type { ReportStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { type Sent, toSendFact } from '../common/sending-mapping.ts';
import { toObjectId, toObjectIds } from '../common/ids.ts';
import type { ReportDocument } from './model.ts';

export const createReportStore = (reports: Model<ReportDocument>): ReportStore => ({
  async insert(report) {
    await reports.insertOne({ _id: toObjectId(report.id), ...toFields(report) });
  },

  async get(id) {
    const document = await reports.findOne({ _id: toObjectId(id) }).lean();
    return document && toRecord(document);
  },

  async list() {
    return (await reports.find().sort({ _id: 1 }).lean()).map(toRecord);
  },

  async replace(report) {
    const fields = toFields({ ...report, version: report.version + 1 });
    const gone = OPTIONAL.filter((name) => fields[name] === undefined);
    const { matchedCount } = await reports.updateOne(
      { _id: toObjectId(report.id), version: report.version },
      {
        $set: fields,
        ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, 1])) }),
      },
    );
    return matchedCount === 1;
  },

  async remove(id) {
    const { deletedCount } = await reports.deleteOne({ _id: toObjectId(id) });
    return deletedCount === 1;
  },
});

const OPTIONAL = ['tag', 'slaTarget', 'logo', 'footer', 'nextAt', 'sending', 'heldUntil'] as const;

function toFields({ id: _, targetIds, ...report }: ReportRecord): Omit<ReportDocument, '_id'> {
  const { tag, slaTarget, logo, footer, nextAt, sending, heldUntil, ...fields } = report;
  return {
    ...fields,
    targetIds: toObjectIds(targetIds),
    ...(tag !== null && { tag }),
    ...(slaTarget !== null && { slaTarget }),
    ...(logo !== null && { logo }),
    ...(footer !== null && { footer }),
    ...(nextAt !== null && { nextAt }),
    ...(sending !== null && { sending }),
    ...(heldUntil !== null && { heldUntil }),
  };
}

const toRecord = ({ _id, targetIds, sending, ...fields }: ReportDocument): ReportRecord => ({
  ...{ tag: null, slaTarget: null, logo: null, footer: null, nextAt: null, heldUntil: null },
  ...fields,
  id: _id.toHexString(),
  targetIds: targetIds.map((id) => id.toHexString()),
  sending: sending ? { ...sending, recipients: sending.recipients.map(toRecipient) } : null,
});

const toRecipient = ({ fact, detail, ...recipient }: Sent<Recipient>): Recipient => ({
  ...recipient,
  fact: recipient.attempts > 0 ? toSendFact({ fact, detail }) : null,
});
