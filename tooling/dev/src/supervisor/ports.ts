/** The three addresses of a demo, and whether they are free. */
import { createServer } from 'node:net'
import { FriendlyError } from './friendly-error.ts'

export interface Ports {
  readonly server: number
  readonly erp: number
  readonly crm: number
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port
  throw new FriendlyError(`${name} is "${text}": expected a port number from 1 to 65535.`)
}

export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const ports = {
    server: readPort(env, 'KOBLE_PORT', 4000),
    erp: readPort(env, 'KOBLE_ERP_PORT', 4010),
    crm: readPort(env, 'KOBLE_CRM_PORT', 4020),
  }
  if (new Set(Object.values(ports)).size < 3)
    throw new FriendlyError(
      `KOBLE_PORT, KOBLE_ERP_PORT and KOBLE_CRM_PORT must differ (they are ${ports.server}, ${ports.erp} and ${ports.crm}).`,
    )
  return ports
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

export async function requireFree(ports: Ports): Promise<void> {
  const names = {
    server: ['the server', 'KOBLE_PORT'],
    erp: ['the mock ERP', 'KOBLE_ERP_PORT'],
    crm: ['the mock CRM', 'KOBLE_CRM_PORT'],
  } as const
  for (const key of ['server', 'erp', 'crm'] as const) {
    const [name, variable] = names[key]
    if (!(await isFree(ports[key])))
      throw new FriendlyError(
        `Port ${ports[key]} is in use, so ${name} cannot start. Stop the program that uses it, or set ${variable} to another port.`,
      )
  }
}
