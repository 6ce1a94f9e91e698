import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = new URL('../../../../packages/widget/dist', import.meta.url).pathname

export async function widgetBytes(): Promise<readonly (readonly [string, string])[]> {
  if (!existsSync(folder)) return [['widget', 'not built']]
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map(
      (name) =>
        [`${name}, gzipped`, `${gzipSync(readFileSync(join(folder, name)), { level: 9 }).length} bytes`] as const,
    )
}
