/** Number of random attempts: the full one in `npm run check`, a smaller one in `npm test`. */
export const countOf = (full: number, quick: number): number =>
  process.env.CRYPTOMUS_KIT_COUNTS === 'full' ? full : quick
