/** The two systems of a connection. `erp` and `crm` have equal length, so symmetric code lines up. */
export type Side = 'erp' | 'crm'

export const sides: readonly Side[] = ['erp', 'crm']

export const otherSide = (side: Side): Side => (side === 'erp' ? 'crm' : 'erp')
