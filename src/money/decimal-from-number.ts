/** The shortest decimal string that names a finite number, never with an exponent: `1e-7` becomes `"0.0000001"`. */
export function decimalFromNumber(value: number): string {
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const point = Number(exponent) + 1
  const whole = digits.slice(0, Math.max(0, point)).padEnd(point, '0') || '0'
  const fraction = digits.slice(Math.max(0, point))
  const zeros = '0'.repeat(Math.max(0, -point))
  return `${value < 0 ? '-' : ''}${whole}${fraction && `.${zeros}${fraction}`}`
}
