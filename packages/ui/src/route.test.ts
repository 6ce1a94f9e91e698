import { describe, expect, test } from 'vitest'
import { readQuery, writeQuery } from './query-controller.ts'
import { matchPath, route } from './route.ts'

describe('paths', () => {
  test.each([
    ['/', '/', {}],
    ['/customers', '/customers/', {}],
    ['/customers/:id', '/customers/A%2FB', { id: 'A/B' }],
    ['/a/:x/b/:y', '/a/1/b/2', { x: '1', y: '2' }],
    ['/customers/:id', '/customers', undefined],
    ['/customers/:id', '/customers/', undefined],
    ['/customers', '/vendors', undefined],
    ['/customers', '/customers/1', undefined],
    ['/customers/:id', '/customers/%E0%A4%A', undefined],
  ])('%s against %s gives %o', (path, pathname, expected) => {
    expect(matchPath(path, pathname)).toEqual(expected)
  })

  test('a route renders with the parameters that its path names', () => {
    const card = route('/customers/:id', ({ id }, query) => `${id} ${query.get('tab') ?? ''}`)
    expect(card.match('/customers/1', new URLSearchParams('tab=x'))?.content()).toBe('1 x')
    expect(card.match('/', new URLSearchParams())).toBeUndefined()
  })
})

describe('query state', () => {
  const defaults = { search: '', sort: 'name' }

  test.each([
    ['', { search: '', sort: 'name' }],
    ['?search=a%20b&other=1', { search: 'a b', sort: 'name' }],
    ['?sort=', { search: '', sort: '' }],
  ])('%j reads %o', (search, expected) => {
    expect(readQuery(search, defaults)).toEqual(expected)
  })

  test.each([
    ['', { search: 'x' }, '?search=x'],
    ['?search=x', { search: '' }, ''],
    ['?search=x&other=1', { sort: 'city' }, '?search=x&other=1&sort=city'],
    ['?sort=city', { sort: 'name' }, ''],
  ])('%j with %o becomes %j', (search, change, expected) => {
    expect(writeQuery(search, defaults, change)).toBe(expected)
  })
})
