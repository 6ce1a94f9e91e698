import { expect, test } from 'vitest'
import { imageSize } from './image-size.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

test.each([
  [
    'PNG, 500 x 300',
    '89504e470d0a1a0a 0000000d49484452 000001f4 0000012c',
    { contentType: 'image/png', width: 500, height: 300 },
  ],
  ['GIF, 16 x 9', '474946383961 1000 0900', { contentType: 'image/gif', width: 16, height: 9 }],
  [
    'JPEG, 640 x 480 after an APP0 segment and a fill byte',
    'ffd8 ffe00004 0000 ffffc0 0011 08 01e0 0280 03',
    { contentType: 'image/jpeg', width: 640, height: 480 },
  ],
  [
    'JPEG whose tables come first',
    'ffd8 ffc40003 00 ffc2 0011 08 0002 0001 03',
    { contentType: 'image/jpeg', width: 1, height: 2 },
  ],
  ['text', '48656c6c6f2c20776f726c6421202020202020202020202020', undefined],
  ['a JPEG that ends early', 'ffd8 ffe0 0010', undefined],
  ['a JPEG without markers', 'ffd8 0000 0000 0000 0000 0000 0000', undefined],
  ['nothing', '', undefined],
])('%s', (_name, hex, size) => {
  expect(imageSize(bytes(hex))).toEqual(size)
})
