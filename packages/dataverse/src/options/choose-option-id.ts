/**
 * Ids for options to be created. An option's id is its value, a 32-bit number, so it cannot be a GUID: it is drawn from one, above
 * the option prefix of Koble's publisher, where neither the vendor nor other publishers put theirs.
 */
import type { NewId, RecordId } from '@koble/core'

const first = 721_230_000
/** The last value stays below 2^31. Two of a hundred draws are equal once in 280,000 times, and the service refuses the second. */
const count = 1_400_000_000

export const chooseOptionId = (newId: NewId): RecordId =>
  String(first + (Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16) % count)) as RecordId
