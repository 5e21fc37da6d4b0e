/** Keys that nothing may be signed or verified with, and what is said about them. */
export const unusableKeys: readonly (readonly [string, string, string])[] = (
  [
    ['an absent key', undefined, 'is missing'],
    ['null', null, 'is missing'],
    ['an empty key', '', 'is blank'],
    ['a blank key', ' ', 'is blank'],
    ['a key of tabs and line breaks', '\t\r\n', 'is blank'],
    ['a number', 123456, 'must be a string'],
    ['an object', { toString: () => 'key' }, 'must be a string'],
    ['a key with a line break behind it', 'sk-padded\n', 'has white space around it'],
    ['a key with a space before it', ' sk-padded', 'has white space around it'],
  ] as const
).map(([name, key, complaint]) => [name, key as unknown as string, complaint])
