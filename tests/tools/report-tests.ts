import { AssertionError } from 'node:assert'
import { Transform } from 'node:stream'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** The end of one test or suite. */
export interface TestReport {
  /** The file and the names of the suites around the test, then its own name. */
  readonly path: readonly string[]
  readonly isSuite: boolean
  readonly status: 'pass' | 'fail' | 'cancelled' | 'skipped' | 'todo'
  readonly durationMs: number
  /** Absent where the tests inside tell what failed. */
  readonly error?: string | undefined
}

/** One message from the process of a part to the one that started it. */
export type PartMessage =
  | { readonly began: string }
  | { readonly done: TestReport }
  | { readonly note: string }
  | { readonly ended: true }

type Completed = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>

function statusOf({ type, data }: Completed): TestReport['status'] {
  if (data.skip !== undefined && data.skip !== false) return 'skipped'
  if (data.todo !== undefined && data.todo !== false) return 'todo'
  if (type === 'test:pass') return 'pass'
  const { failureType } = data.details.error as { readonly failureType?: string }
  return failureType === 'cancelledByParent' || failureType === 'testAborted' ? 'cancelled' : 'fail'
}

/** Formats an error with its stack, without the lines of Node's own modules. */
function format(error: unknown): string {
  const text = error instanceof AssertionError ? (error.stack ?? error.message) : inspect(error)
  return text.replaceAll(/\n\s+at [^\n]*\(?node:[^\n]*/g, '')
}

function errorOf({ type, data }: Completed): string | undefined {
  if (type === 'test:pass') return undefined
  const { error } = data.details
  const { failureType, cause } = error as { readonly failureType?: string; readonly cause?: unknown }
  return failureType === 'subtestsFailed' ? undefined : format(cause ?? error)
}

const send = (message: PartMessage) => process.send?.(message)

/** Creates a function that sends every test to the parent process. Each suite of the outermost level is a file. */
function createReporter(): (event: TestEvent) => void {
  let path: readonly string[] = []
  let isEmpty = true
  return (event) => {
    if (event.type === 'test:start') {
      path = [...path.slice(0, event.data.nesting), event.data.name]
      isEmpty = event.data.nesting === 0
      send({ began: path.join(' › ') })
    } else if (event.type === 'test:diagnostic' && event.data.nesting > 0) {
      send({ note: `${path.join(' › ')}: ${event.data.message}` })
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const { nesting, name, details } = event.data
      path = [...path.slice(0, nesting), name]
      const report = {
        path,
        isSuite: details.type === 'suite',
        status: statusOf(event),
        durationMs: details.duration_ms,
        error: errorOf(event),
      }
      send({ done: isEmpty && nesting === 0 ? withoutTests(report) : report })
    }
  }
}

/** The report of a file without tests: a file that failed to register any looks the same as one that passed. */
const withoutTests = (report: TestReport): TestReport => ({
  ...report,
  isSuite: false,
  status: 'fail',
  error: report.error ?? 'The file registers no test.',
})

const report = createReporter()

// biome-ignore lint/style/noDefaultExport: Node loads a reporter by its default export.
export default new Transform({
  writableObjectMode: true,
  transform(event: TestEvent, _, done) {
    report(event)
    done()
  },
  flush(done) {
    send({ ended: true })
    done()
  },
})
