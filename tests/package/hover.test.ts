import { testHovers } from '../tools/hover.ts'

testHovers('../dist/index.mjs')
