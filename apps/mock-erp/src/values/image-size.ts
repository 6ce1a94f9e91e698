/** What kind of image bytes are, and how large it is: read from the headers of PNG, JPEG and GIF files. */
export interface ImageSize {
  readonly contentType: string
  readonly width: number
  readonly height: number
}

/** Undefined: none of the three formats. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return png(view) ?? gif(view) ?? jpeg(view)
}

/** Signature, then the IHDR chunk: length, type, width, height. */
function png(view: DataView): ImageSize | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined
  return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** "GIF8", then the size of the logical screen, little-endian. */
function gif(view: DataView): ImageSize | undefined {
  if (view.byteLength < 10 || view.getUint32(0) !== 0x47494638) return undefined
  return { contentType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** Segments of marker and length; the size stands in the frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpeg(view: DataView): ImageSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= view.byteLength;) {
    const marker = view.getUint16(at)
    if (marker === 0xffff) {
      at += 1
      continue
    }
    if (marker < 0xff01) return undefined
    if (isFrame(marker))
      return { contentType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

const isFrame = (marker: number): boolean =>
  marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc
