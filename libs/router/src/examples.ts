import { ExamplesReport } from '@app/domain/examples';
import { addExamples, removeExamples } from '@app/monitoring';
import { procedure, router } from './trpc.ts';

export const examples = router({
  add: procedure.output(ExamplesReport).mutation(({ ctx }) => addExamples(ctx)),
  remove: procedure.output(ExamplesReport).mutation(({ ctx }) => removeExamples(ctx)),
});
