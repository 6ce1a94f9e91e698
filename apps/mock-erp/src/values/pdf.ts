/**
 * A plain PDF of text lines: A4 pages, one font, latin letters. Truth: ISO 32000-1, sections 7.3 to 7.5 (objects, file structure) and annex D (WinAnsiEncoding;
 * of it the characters that it shares with ISO 8859-1).
 */
const LINES_A_PAGE = 52
const LINE_HEIGHT = 14
const TOP = 790
const LEFT = 50

export function pdfOf(lines: readonly string[]): Uint8Array {
  const pages = pagesOf(lines)
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
      streamOf(page),
    ]),
  ]
  return fileOf(objects)
}

function pagesOf(lines: readonly string[]): string[][] {
  const pages: string[][] = []
  for (let at = 0; at === 0 || at < lines.length; at += LINES_A_PAGE) pages.push(lines.slice(at, at + LINES_A_PAGE))
  return pages
}

function streamOf(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n')
  const content = `BT\n/F1 10 Tf\n${LINE_HEIGHT} TL\n${LEFT} ${TOP} Td\n${shown}\nET`
  return `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`
}

/** Parentheses and backslashes are escaped; letters beyond ISO 8859-1 have no place in the font. */
const escaped = (line: string): string =>
  line.replaceAll(/[()\\]/g, (sign) => `\\${sign}`).replaceAll(/[^\x20-\x7e\xa0-\xff]/gu, '?')

/** Header, objects, the table of their places, trailer. */
function fileOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  )
}
