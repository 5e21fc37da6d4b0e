const mark = '\u001a'

const escapeOne = (character: string) => mark + character.charCodeAt(0).toString(16).padStart(4, '0')

/**
 * Spells a text so that every service keeps it apart from every other one: PostgreSQL has no place for U+0000, in UTF-8
 * all halves of surrogate pairs that stand alone look the same, and drivers drop a byte order mark.
 *
 * All of these, and other control characters, become U+001A and four hexadecimal digits. Other texts stay as they are.
 */
export const escapeText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, escapeOne)

/** Gives back the text that `escapeText` spelled. */
export const unescapeText = (text: string): string =>
  text.replace(/\p{Cc}([0-9a-f]{4})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
