import { walletErrors, walletExamples } from '../../fixtures/documented/wallets.ts'
import { replayErrors, replayExamples } from '../../support/documented.ts'

replayExamples(walletExamples)
replayErrors(walletErrors)
