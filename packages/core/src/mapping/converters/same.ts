import type { ConverterDefinition } from '../converter.ts'

/** The value as it is. What the target cannot hold is found by `fit`, for this converter as for all others. */
export const same: ConverterDefinition = {
  name: 'same',
  label: 'Unchanged',
  build: () => ({ toCrm: (value) => ({ ok: value }), toErp: (value) => ({ ok: value }) }),
}
