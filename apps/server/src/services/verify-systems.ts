/** Asks the remote systems before anything is stored: a wrong address, secret or company is refused while the person still looks. */
import type { Company } from '@koble/business-central'
import { isKobleError, KobleError, type Side } from '@koble/core'
import { ProblemError } from '../http/problem.ts'
import type { Remotes, SystemAccess } from '../remotes/remotes.ts'

const sideName: Readonly<Record<Side, string>> = { erp: 'ERP', crm: 'CRM' }

/** The company with this id or name. */
export async function findCompany(remotes: Remotes, access: SystemAccess, wanted: string): Promise<Company> {
  const companies = await naming('erp', access, () => remotes.companies(access))
  const name = wanted.toLowerCase()
  const company = companies.find((one) =>
    [one.id, one.name, one.displayName].some((known) => known.toLowerCase() === name),
  )
  if (company) return company
  const known = companies.map((one) => `"${one.name}"`).join(', ') || 'none'
  throw new ProblemError(
    422,
    'company-not-found',
    `The ERP has no company "${wanted}". It has: ${known}. Choose one of them.`,
  )
}

export const verifyCrm = (remotes: Remotes, access: SystemAccess): Promise<void> =>
  naming('crm', access, () => remotes.signInToCrm(access))

/** The connector's own sentence, after the system that it is about. */
async function naming<T>(side: Side, { baseUrl }: SystemAccess, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!isKobleError(error)) throw error
    const message = `The ${sideName[side]} at ${new URL(baseUrl).host}: ${error.detail.message}`
    throw new KobleError({ ...error.detail, message }, error)
  }
}
