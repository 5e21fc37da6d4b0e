/** Command that writes all files that are made from the operations. */
export const command = 'node --import tsx tests/tools/make-reference.ts'

/** Comment at the top of a generated file. */
export const notice = `<!-- Made from the operations by: ${command} -->`
