import type { Logger } from '../../src/logging/logger.ts'

type Level = keyof Logger
type Line = readonly [level: Level, message: string, fields: Readonly<Record<string, unknown>>]

/** A logger that keeps its lines; with `debug: false`, not those for debugging. */
export function createLog({ debug = true } = {}) {
  const lines: Line[] = []
  const at = (level: Level) => (message: string, fields: Readonly<Record<string, unknown>>) =>
    void lines.push([level, message, fields])
  const logger = { debug: debug ? at('debug') : () => {}, info: at('info'), warn: at('warn'), error: at('error') }
  return { logger, lines }
}
