import { after, before } from 'node:test'

/** Takes the pauses between attempts away, for the tests of one `describe`: they are random up to a limit. */
export function withoutPauses(): void {
  const { random } = Math
  before(() => {
    Math.random = () => 0
  })
  after(() => {
    Math.random = random
  })
}
