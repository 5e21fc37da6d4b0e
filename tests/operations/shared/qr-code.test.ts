import { qrCodeReader } from '../../../src/operations/shared/qr-code.ts'
import { checkReading } from '../../tools/check-reading.ts'

checkReading('a QR code', qrCodeReader, {
  sample: { image: 'data:image/png;base64,iVBORw0KGgo=' },
  drift: [[{ image: 'iVBORw0KGgo=' }, { image: 'iVBORw0KGgo=' }]],
})
