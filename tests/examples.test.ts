import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { runCommand } from './tools/run-command.ts'
import { root } from './tools/sources.ts'

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))

/** Milliseconds within which an example has to end: a person is waiting. */
const limit = 5000

/** Makes a process say at its end how old it is. Nobody else's clock will do: this process is busy with other tests. */
const tellAge = 'data:text/javascript,process.on("exit",()=>console.log("AGE",performance.now()))'

async function runExample(name: string): Promise<number> {
  const args = ['--import', tellAge, '--import', 'tsx', `examples/${name}`]
  const { code, output } = await runCommand(process.execPath, args)
  assert.equal(code, 0, output)
  return Number(/^AGE (.*)$/m.exec(output)?.[1])
}

for (const name of examples) {
  test(`examples/${name} ends well in under ${limit / 1000} seconds`, async () => {
    const ages: number[] = []
    // The best of three, because the machine may be busy, too.
    while (ages.length < 3 && !ages.some((age) => age < limit)) ages.push(await runExample(name))
    assert.ok(Math.min(...ages) < limit, `It took ${ages.map(Math.round).join(', ')} ms.`)
  })
}
