import type { Value } from '../../values/value.ts'
import type { Converted, Converter, ConverterDefinition } from '../converter.ts'

/**
 * An option field on one side, yes or no on the other. Parameters: `yes` and `no`, the members that yes and no become; a member
 * that is neither counts as `others` (true unless given).
 */
export const booleanOption: ConverterDefinition = {
  name: 'boolean-option',
  label: 'Option as yes or no',
  build: (parameters, types) => {
    const { yes, no } = parameters
    if (!isMember(yes) || !isMember(no)) return 'The parameters "yes" and "no" are members of the option field.'
    const fromOption = (value: Value): Converted => ({
      ok: value === yes || (value !== no && value !== null && parameters['others'] !== false),
    })
    const toOption = (value: Value): Converted => ({ ok: value === true ? yes : no })
    const pair: Converter = { toCrm: fromOption, toErp: toOption }
    return types.erp.kind === 'boolean' ? { toCrm: toOption, toErp: fromOption } : pair
  },
}

const isMember = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'
