import { testSizes } from '../support/size-budgets.ts'

testSizes('dist')
