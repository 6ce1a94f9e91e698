/** The demo's one connection, made through the server's own API as an administrator would: connected, tested, synchronized. */
import { demoConnectionInput } from './demo-connection-input.ts'
import { FriendlyError } from './friendly-error.ts'
import type { Ports } from './ports.ts'

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

interface Job {
  id: string
  status: string
  error: string | null
  counts: Record<string, number>
}

export interface DemoApi {
  call<T>(method: string, path: string, body?: unknown): Promise<T>
}

export function demoApi(port: number, key: string): DemoApi {
  return {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      if (!response.ok) throw new FriendlyError(`${method} /api${path} answered ${response.status}: ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as T
    },
  }
}

const demoConnection = (ports: Ports) =>
  demoConnectionInput({
    name: 'Fjordlys Trading',
    erp: `http://127.0.0.1:${ports.erp}`,
    crm: `http://127.0.0.1:${ports.crm}`,
    company: 'Fjordlys Trading',
  })

async function finish(api: DemoApi, id: string): Promise<Job> {
  for (;;) {
    const job = await api.call<Job>('GET', `/jobs/${id}`)
    if (job.status !== 'queued' && job.status !== 'running') return job
    await delay(200)
  }
}

/** Makes the demo connection where there is none yet. Answers what the first synchronization did, or null. */
export async function ensureDemoConnection(api: DemoApi, ports: Ports): Promise<Job | null> {
  const { items } = await api.call<{ items: { id: string }[] }>('GET', '/connections')
  if (items.length > 0) return null
  const { id } = await api.call<{ id: string }>('POST', '/connections', demoConnection(ports))
  const { id: job } = await api.call<{ id: string }>('POST', `/connections/${id}/jobs`, { kind: 'full' })
  const done = await finish(api, job)
  if (done.status !== 'succeeded')
    throw new FriendlyError(`The demo's first full synchronization ${done.status}: ${done.error ?? 'see the console'}.`)
  return done
}
