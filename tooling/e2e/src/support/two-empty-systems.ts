/** Both emulators empty, with pounds as local currency, and the small company loaded into the ERP. */
import type { World } from '../world/world.ts'
import { smallCompany } from './small-company.ts'

export async function loadSmallCompany(world: World, company: object = smallCompany): Promise<void> {
  await world.control.erp.call('POST', '/reset', { seed: 'empty', localCurrency: 'GBP' })
  await world.control.crm.call('POST', '/reset', { seed: 'empty', localCurrency: 'GBP' })
  const { refused } = await world.control.erp.call<{ refused: unknown[] }>('POST', '/load', company)
  if (refused.length > 0) throw new Error(`The ERP refused records: ${JSON.stringify(refused)}`)
}
