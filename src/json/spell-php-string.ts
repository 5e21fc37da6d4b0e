// PHP keeps these two escaped even under JSON_UNESCAPED_UNICODE (since 7.1); `JSON.stringify` does not escape them.
const slashOrLineSeparator = /[/\u2028\u2029]/g
const notAscii = /[\u0080-\uffff]/g

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Spells a string as PHP's `json_encode` does: `\/`, and beyond ASCII either as it is (`JSON_UNESCAPED_UNICODE`) or as
 * `\uXXXX` (PHP's default).
 */
export function spellPhpString(value: string, escapeUnicode = false): string {
  const spelled = JSON.stringify(value).replace(slashOrLineSeparator, (unit) =>
    unit === '/' ? '\\/' : escapeUnit(unit),
  )
  return escapeUnicode ? spelled.replace(notAscii, escapeUnit) : spelled
}
