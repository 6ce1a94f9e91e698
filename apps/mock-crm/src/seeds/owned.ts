/** The owner columns of a seeded row. */
import { businessUnitId } from './fill-organization.ts'

export const owned = (userId: string) => ({
  ownerid: userId,
  owneridtype: 'systemuser',
  owninguser: userId,
  owningbusinessunit: businessUnitId,
})
