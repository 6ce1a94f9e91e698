import { expect, test } from 'vitest'
import { readByKeys } from './read-by-keys.ts'

const read = async (keys: readonly number[], shown: (key: number) => boolean) => {
  const asked: string[] = []
  const answers = (name: string, of: readonly number[]) => {
    asked.push(`${name} ${of.join(',')}`)
    return of.map((key): [number, string] => [key, name])
  }
  const found = await readByKeys(keys, {
    keysPerList: 3,
    keysPerConfirmation: 2,
    list: async (of) => new Map(answers('list', of).filter(([key]) => shown(key))),
    confirm: async (of) => new Map(answers('confirm', of)),
  })
  return { asked, found: Object.fromEntries(found) }
}

test('keys are read from lists, and only what these do not show is asked for again', async () => {
  expect(await read([1, 2, 3, 4, 5, 6, 7], (key) => key % 2 === 0)).toEqual({
    asked: ['list 1,2,3', 'list 4,5,6', 'list 7', 'confirm 1,3', 'confirm 5,7'],
    found: { 1: 'confirm', 2: 'list', 3: 'confirm', 4: 'list', 5: 'confirm', 6: 'list', 7: 'confirm' },
  })
})

test('what the lists show is not asked for again, and no keys need no request', async () => {
  expect((await read([1, 2], () => true)).asked).toEqual(['list 1,2'])
  expect(await read([], () => true)).toEqual({ asked: [], found: {} })
})
