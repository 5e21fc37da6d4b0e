import { listAmlLinks } from '../aml-links.ts'

/** Checks of locked payments. Heleket only. */
export const amlLinks = {
  /** Reads the pages where the payer of a locked payment proves who they are. Heleket only. */
  list: listAmlLinks,
} as const

export type { AmlLink, AmlLinkStatus } from '../aml-links.ts'
export { listAmlLinks }
