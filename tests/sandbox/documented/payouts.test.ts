import { payoutErrors, payoutExamples, transferErrors, transferExamples } from '../../fixtures/documented/payouts.ts'
import { replayErrors, replayExamples } from '../../support/documented.ts'

replayExamples(payoutExamples)
replayErrors(payoutErrors)
replayExamples(transferExamples)
replayErrors(transferErrors)
