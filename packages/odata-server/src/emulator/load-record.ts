/** `/emulator/load`: one record by the API's own rules, as the application says or as a POST through one of its roots. */
import { createService } from '../service/create-service.ts'
import { ProblemError } from '../model/problem.ts'
import { stringifyJson } from '../values/json.ts'
import { refusalOf } from './operations.ts'
import type { EmulatorOptions } from '../model/emulator.ts'
import type { JsonObject } from '../model/value.ts'
import type { RootService } from '../service/root-service.ts'

export interface Refusal {
  readonly code: string
  readonly message: string
}

type LoadOptions = Pick<EmulatorOptions, 'load' | 'loadTarget' | 'database'>

export async function loadRecord(
  options: LoadOptions,
  services: readonly RootService[],
  set: string,
  record: JsonObject,
): Promise<Refusal | undefined> {
  const { load, loadTarget } = options
  try {
    if (load !== undefined) {
      await load(set, record)
      return undefined
    }
    return loadTarget === undefined
      ? { code: 'NotImplemented', message: 'This emulator loads no records.' }
      : await post(options, services, loadTarget(), set, record)
  } catch (error) {
    if (!(error instanceof ProblemError))
      return { code: 'Failed', message: error instanceof Error ? error.message : String(error) }
    const { problem } = error
    return problem.kind === 'application'
      ? { code: problem.code, message: problem.message }
      : { code: problem.kind, message: error.message }
  }
}

async function post(
  options: LoadOptions,
  services: readonly RootService[],
  target: ReturnType<NonNullable<EmulatorOptions['loadTarget']>>,
  set: string,
  record: JsonObject,
): Promise<Refusal | undefined> {
  const request = new Request(`${target.serviceUrl}/${encodeURIComponent(set)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: stringifyJson(record),
  })
  const service = services.find((each) => each.base(new URL(request.url).pathname) !== undefined)
  if (service === undefined)
    return { code: 'NotFound', message: `${target.serviceUrl} is no service of this emulator.` }
  const response = await createService({ root: service.model.root, database: options.database }).fetch(
    request,
    target.principal,
  )
  return response.ok ? undefined : refusalOf(await response.text(), response.status)
}
