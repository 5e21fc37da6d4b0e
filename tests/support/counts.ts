/** How often something is tried at random: in full by `npm run prove`, less by `npm test` and `npm run check`. */
export const countOf = (full: number, quick: number): number =>
  process.env.CRYPTOMUS_KIT_COUNTS === 'full' ? full : quick
