import { testHovers } from './tools/hover.ts'

testHovers('../src/index.ts')
