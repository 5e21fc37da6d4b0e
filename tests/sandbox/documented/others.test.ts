import {
  accountExamples,
  recurrenceErrors,
  recurrenceExamples,
  testWebhookErrors,
  testWebhookExamples,
} from '../../fixtures/documented/others.ts'
import { replayErrors, replayExamples } from '../../support/documented.ts'

replayExamples(recurrenceExamples)
replayErrors(recurrenceErrors)
replayExamples(accountExamples)
replayExamples(testWebhookExamples)
replayErrors(testWebhookErrors)
