/** Starts a job and says so, with the way to it. */
import { navigate, toast } from '@koble/ui'
import { answer } from '../api/answer.ts'
import { connection as endpoint } from '../api/client.ts'
import type { JobInput } from '../api/types.ts'
import { paths } from '../app/paths.ts'
import { jobKind } from '../words/states.ts'
import { perform } from './perform.ts'

/** The job's id, or undefined when it was refused and the person was told. */
export async function startJob(connection: string, json: JobInput): Promise<string | undefined> {
  const started = await perform(() => answer(endpoint.jobs.$post({ param: { id: connection }, json })))
  if (started === undefined) return undefined
  const open = (): void => navigate(paths.job(connection, started.id))
  toast(`${jobKind(json.kind)} is queued.`, { kind: 'success', action: { label: 'Open the job', run: open } })
  return started.id
}
