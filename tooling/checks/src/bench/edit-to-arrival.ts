import { accountOf, customerOf, editAccount, editCustomer } from '@koble/e2e/rows'
import { loadSmallCompany } from '@koble/e2e/two-empty-systems'
import { openWorld, waitUntil } from '@koble/e2e/world'
import { quantile } from './quantile.ts'

const edits = 50

/** From the answer to an edit on one side until the other side shows it; notifications wait as they do in the real services. */
export async function editToArrival(): Promise<readonly (readonly [string, string])[]> {
  const world = await openWorld()
  try {
    await loadSmallCompany(world)
    await world.run(await world.connect(), { kind: 'full' })
    const toErp: number[] = []
    const toCrm: number[] = []
    for (let edit = 0; edit < edits; edit += 1) {
      await pause()
      const fromCrm = `0113 496 ${1000 + edit}`
      await editAccount(world, 'C-001', { telephone1: fromCrm })
      toErp.push(await timeUntil(async () => (await customerOf(world, 'C-001')).phoneNumber === fromCrm))
      await pause()
      const fromErp = `0113 497 ${1000 + edit}`
      await editCustomer(world, 'C-001', { phoneNumber: fromErp })
      toCrm.push(await timeUntil(async () => (await accountOf(world, 'C-001')).telephone1 === fromErp))
    }
    const show = (values: readonly number[]): string =>
      `p50 ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms (${edits} edits)`
    return [
      ['edit in the CRM to the ERP', show(toErp)],
      ['edit in the ERP to the CRM', show(toCrm)],
    ]
  } finally {
    await world.close()
  }
}

/** Edits come when they please: not in step with the server's looks, nor right behind the echo of the edit before. */
const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 1_000 + Math.random() * 2_500))

async function timeUntil(condition: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  await waitUntil('the edit arrived', condition)
  return performance.now() - started
}
