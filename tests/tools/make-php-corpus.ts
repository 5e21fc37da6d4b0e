import { writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { corpusFile } from '../support/php-corpus.ts'
import { runPhp } from '../support/run-php.ts'

// Writes tests/fixtures/php-corpus.jsonl.br anew: node --import tsx tests/tools/make-php-corpus.ts
const seed = 20_261_124
const count = 2_000

const lines = runPhp('php-corpus.php', [seed, count])
const text = Buffer.from(`${lines.join('\n')}\n`, 'utf8')
const packed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
})
writeFileSync(corpusFile, packed)
console.log(`${lines.length} bodies, ${text.length} bytes, packed into ${packed.length}`)
