import { testSizes } from './tools/size-budgets.ts'

testSizes('src')
