import { expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'

function gate() {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), passed }
}

test('what arrives while a write is in hand is written together, in order, and answered after it', async () => {
  const first = gate()
  const batches: string[][] = []
  const add = groupCommit<string>(async (items) => {
    batches.push([...items])
    if (batches.length === 1) await first.passed
  })
  const one = add(['a'])
  await Promise.resolve()
  const two = add(['b'])
  const three = add(['c', 'd'])
  first.open()
  await Promise.all([one, two, three])
  expect(batches).toEqual([['a'], ['b', 'c', 'd']])
})

test('a write that fails fails its own items only', async () => {
  const add = groupCommit<string>(async ([item]) => {
    if (item === 'bad') throw new Error('refused')
  })
  await expect(add(['bad'])).rejects.toThrow('refused')
  await expect(add(['good'])).resolves.toBeUndefined()
})
