import type { Logger } from '../../src/logging/logger.ts'

type Level = keyof Logger
type Line = readonly [level: Level, message: string, fields: Readonly<Record<string, unknown>>]

/** A logger that keeps its lines. */
export function createLog() {
  const lines: Line[] = []
  const at = (level: Level) => (message: string, fields: Readonly<Record<string, unknown>>) =>
    void lines.push([level, message, fields])
  const logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  return { logger, lines }
}
