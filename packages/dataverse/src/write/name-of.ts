/** "Account Adatum" for a person; the id where the name is not part of the write. */
import type { RemoteWrite } from '@koble/core'

export function nameOf(write: RemoteWrite): string {
  const name = write.values[write.entity.nameField]
  const label = write.entity.label.charAt(0).toUpperCase() + write.entity.label.slice(1)
  return `${label} ${typeof name === 'string' ? name : write.id}`
}
