import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

// Imports the test files it is given into one process: a process a file would spend most of the run on starting up.
for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)).href)
