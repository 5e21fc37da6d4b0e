/** The command that writes everything that is made from the operations. */
export const command = 'node --import tsx tests/tools/make-reference.ts'

/** What stands at the top of a file that is made. */
export const notice = `<!-- Made from the operations by: ${command} -->`
