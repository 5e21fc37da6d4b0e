import { testHovers } from './support/hover.ts'

testHovers('../src/index.ts')
