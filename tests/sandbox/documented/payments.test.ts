import { discountErrors, discountExamples, paymentErrors, paymentExamples } from '../../fixtures/documented/payments.ts'
import { replayErrors, replayExamples } from '../../support/documented.ts'

replayExamples(paymentExamples)
replayErrors(paymentErrors)
replayExamples(discountExamples)
replayErrors(discountErrors)
