/** Whether a status says that the same request may fare better a little later. 520 to 524 are Cloudflare's. */
export const isPassingStatus = (status: number): boolean =>
  [408, 425, 429, 500, 502, 503, 504].includes(status) || (status >= 520 && status <= 524)
