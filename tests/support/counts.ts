/** How often something is tried at random: in full where there is time (`npm run check`), and less in `npm test`. */
export const countOf = (full: number, quick: number): number =>
  process.env.CRYPTOMUS_KIT_COUNTS === 'full' ? full : quick
