/** The widget as Dataverse hosts it: web resources, of the files that packages/widget builds. */
import { readFile } from 'node:fs/promises'
import type { WebResource } from '@koble/dataverse'

const widget = new URL('../../../../packages/widget/', import.meta.url)

/** None while the widget is not built. `publicUrl`: where the page finds the server. */
export async function widgetFiles(publicUrl: string): Promise<readonly WebResource[]> {
  try {
    const [html, elements, form] = await Promise.all([
      readFile(new URL('web-resource/fact-boxes.html', widget), 'utf8'),
      readFile(new URL('dist/koble-widget.classic.js', widget)),
      readFile(new URL('dist/koble-form-script.js', widget)),
    ])
    return [
      script('koble_/koble-widget.js', 'Koble widget', elements),
      script('koble_/form.js', 'Koble form script', form),
      {
        name: 'koble_/fact-boxes.html',
        label: 'Koble fact boxes',
        type: 1,
        content: new TextEncoder().encode(html.replaceAll('{{server}}', publicUrl)),
      },
    ]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const script = (name: string, label: string, content: Uint8Array): WebResource => ({
  name,
  label,
  type: 3,
  content: new Uint8Array(content),
})
