/** Instants on the wire: zeros at the end of the fraction are cut, and a fraction of nothing but zeros. */
export const cutZeros = (instant: string): string => (instant.includes('.') ? instant.replace(/\.?0*Z$/, 'Z') : instant)
