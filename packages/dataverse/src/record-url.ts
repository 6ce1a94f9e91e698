/** Where a person opens a row: the organization's own address for records, which the emulator's pages serve too. */
import type { Connector } from '@koble/core'
import { isOptionEntity } from './options/option-definition.ts'

/** `webUrl`: the address of the app; by default the host that serves the API, without its `api` part. */
export function recordUrls(baseUrl: string, webUrl: string | undefined): Connector['recordUrl'] {
  const base = webUrl?.replace(/\/+$/, '') ?? new URL(baseUrl).origin.replace(/\.api\.(crm\d*\.)/, '.$1')
  return (entity, id) =>
    isOptionEntity(entity) ? null : `${base}/main.aspx?pagetype=entityrecord&etn=${entity.name}&id=${id}`
}
