/** A handful of line icons, 20 x 20, drawn for this package; decoration only (`aria-hidden`), so a name stands beside each. */
import { svg, html, type TemplateResult } from 'lit'

const paths = {
  home: 'M3 9.5 10 3l7 6.5V17h-5v-5H8v5H3z',
  people:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3.5 2-5.5 5.5-5.5S13 13.5 13 17M13 3.3a3 3 0 0 1 0 5.4M15 12c2 .7 3 2.5 3 5',
  person: 'M10 9.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17.5c0-3.5 2.5-5.5 6.5-5.5s6.5 2 6.5 5.5',
  document: 'M5 2.5h6.5L15.5 6.5v11h-10.5zM11.5 2.5v4h4M7.5 10.5h5.5M7.5 13.5h5.5',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.5 12.5 17 17',
  add: 'M10 4v12M4 10h12',
  edit: 'M12.5 4 16 7.5 7 16.5H3.5V13zM11 5.5 14.5 9',
  delete: 'M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11.5h8.4l.8-11.5M8.5 8.5v5.5M11.5 8.5v5.5',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3L16.5 8M16.5 3.5V8H12',
  back: 'M9 4 3 10l6 6M3.5 10H17',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  copy: 'M7 6.5h9.5V17H7zM4 13.5H3.5V3H13v.5',
  check: 'M4 10.5 8 14.5 16 6',
  warning: 'M10 3 18 17H2zM10 8v4.5M10 14.8h.01',
  error: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.3 7.3l5.4 5.4M12.700 7.3l-5.4 5.4',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9v5M10 6.3h.01',
  dot: 'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  close: 'M4.5 4.5l11 11M15.5 4.5l-11 11',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  sync: 'M3 9a7 7 0 0 1 12-4l2 2M17 3v4h-4M17 11a7 7 0 0 1-12 4l-2-2M3 17v-4h4',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  sort: 'M6.5 3.5v13M3.5 13.5l3 3 3-3M13.5 16.5v-13M10.5 6.5l3-3 3 3',
  up: 'M10 16.5v-13M5 8.5l5-5 5 5',
  down: 'M10 3.5v13M5 11.5l5 5 5-5',
  chevron: 'M7 4.5 12.5 10 7 15.5',
  box: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5 10 10l7-3.5M10 10v7',
  money: 'M2.5 5.5h15v9h-15zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 8v4M15 8v4',
  globe: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM2.5 10h15M10 2.5c5 4.5 5 10.5 0 15M10 2.5c-5 4.5-5 10.5 0 15',
  calendar: 'M3 4.5h14V17H3zM3 8.5h14M7 2.5v4M13 2.5v4',
  play: 'M6 3.5 16 10 6 16.5z',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.700L3.5 7M3.5 3v4h4M10 6.5V10l2.5 2',
} as const

export type IconName = keyof typeof paths

const filled: ReadonlySet<IconName> = new Set<IconName>(['dot', 'play'])

export const isIconName = (name: string): name is IconName => Object.hasOwn(paths, name)

/** `size` in px: 16 beside text, 20 alone. */
export const icon = (name: IconName, size: 16 | 20 | 32 = 16): TemplateResult =>
  html`<svg
    class="icon"
    width=${size}
    height=${size}
    viewBox="0 0 20 20"
    fill=${filled.has(name) ? 'currentColor' : 'none'}
    stroke="currentColor"
    stroke-width=${name === 'more' ? 2.5 : 1.5}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${svg`<path d=${paths[name]}></path>`}
  </svg>`
