/** The value of a column that nobody gave, where a service knows no null. */
import { emptyGuid } from '../model/value.ts'
import type { EdmType, Scalar } from '../model/value.ts'

export function emptyValue(type: EdmType): Scalar {
  switch (type) {
    case 'Guid':
      return emptyGuid
    case 'Boolean':
      return false
    case 'Int32':
    case 'Int64':
    case 'Double':
      return 0
    case 'Decimal':
      return '0'
    case 'Date':
      return '0001-01-01'
    case 'TimeOfDay':
      return '00:00:00'
    case 'DateTimeOffset':
      return '0001-01-01T00:00:00.000Z'
    case 'Duration':
      return 'PT0S'
    case 'String':
    case 'Binary':
    case 'Stream':
      return ''
  }
}
