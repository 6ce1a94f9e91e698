/** Jobs over the API: started, listed, shown, cancelled, resumed; their effects and errors, page by page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { embedded } from './support/test-databases.ts'
import { openServerWorld, type ServerWorld } from './support/server-world.ts'

let world: ServerWorld
let connection = ''

beforeAll(async () => {
  console.time('open')
  world = await openServerWorld({ database: embedded })
  console.timeEnd('open')
  connection = await world.connect()
})
afterAll(() => world.close())

test('smoke', async () => {
  console.time('full')
  const job = await world.run(connection, { kind: 'full' })
  console.timeEnd('full')
  console.log(
    job,
    world.log.lines
      .slice(0, 30)
      .map((l) => JSON.stringify(l))
      .join('\n'),
  )
  expect(job.status).toBe('succeeded')
})
