/** "Customer Adatum" for a person who reads what a write met: by the name it writes, else the one it has, else its id. */
import type { RemoteWrite } from '../ports/connector.ts'

export const nameOfWrite = (write: Pick<RemoteWrite, 'entity' | 'id' | 'values' | 'name'>): string => {
  const { label, nameField } = write.entity
  const written = write.values[nameField]
  const name = typeof written === 'string' ? written : (write.name ?? write.id)
  return `${label.charAt(0).toUpperCase()}${label.slice(1)} ${name}`
}
