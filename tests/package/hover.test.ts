import { testHovers } from '../support/hover.ts'

testHovers('../dist/index.mjs')
