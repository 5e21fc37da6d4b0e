import { cpSync, existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { consumerFolder } from '../../support/consumer.ts'

/** The folder of a project that uses the package beside test runners, compilers and types of platforms. */
export const project = fileURLToPath(new URL('.', import.meta.url))

/** The entry file of a tool that this project has installed. */
export const toolOf = (path: string) => `${project}node_modules/${path}`

if (!existsSync(toolOf('.package-lock.json'))) {
  throw new Error('Install the packages of this folder first: npm ci --prefix tests/package/consumers')
}

const place = toolOf('cryptomus-kit')
rmSync(place, { recursive: true, force: true })
cpSync(`${consumerFolder}/node_modules/cryptomus-kit`, place, { recursive: true })
