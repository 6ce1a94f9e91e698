/**
 * Fluent 2's web theme (reference/crm-embedding.md, section 4) as private properties of the element, each with a public
 * `--koble-*` of the same name that a page may set. Text colours were checked against their backgrounds there.
 */
import { css } from 'lit'

export const tokens = css`
  :host {
    color-scheme: light dark;
    --_text: var(--koble-text, light-dark(#242424, #ffffff));
    --_text-2: var(--koble-text-2, light-dark(#424242, #d6d6d6));
    --_text-3: var(--koble-text-3, light-dark(#616161, #adadad));
    --_surface: var(--koble-surface, light-dark(#ffffff, #292929));
    --_surface-hover: var(--koble-surface-hover, light-dark(#f5f5f5, #3d3d3d));
    --_stroke: var(--koble-stroke-2, light-dark(#e0e0e0, #525252));
    --_stroke-control: var(--koble-stroke-control, light-dark(#616161, #adadad));
    --_link: var(--koble-accent-text, light-dark(#115ea3, #479ef5));
    --_accent: var(--koble-accent, light-dark(#0f6cbd, #2886de));
    --_focus: var(--koble-focus, light-dark(#000000, #ffffff));
    --_focus-inner: var(--koble-focus-inner, light-dark(#ffffff, #000000));
    --_stencil: var(--koble-stencil, light-dark(#e6e6e6, #575757));
    --_good: var(--koble-success, light-dark(#0e700e, #54b054));
    --_warning: var(--koble-warning, light-dark(#bc4b09, #faa06b));
    --_warning-tint: var(--koble-warning-tint, light-dark(#fff9f5, #4a1e04));
    --_warning-stroke: var(--koble-warning-stroke, light-dark(#fdcfb4, #f7630c));
    /* Fluent's own dark danger text has 4.16:1 on this surface; this one has 5.2:1. */
    --_severe: var(--koble-danger, light-dark(#b10e1c, #e37d80));
    --_radius: var(--koble-radius, 8px);
    --_font: var(
      --koble-font,
      'Segoe UI',
      'Segoe UI Web (West European)',
      -apple-system,
      BlinkMacSystemFont,
      Roboto,
      'Helvetica Neue',
      sans-serif
    );
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  /* After the themes: the user's own colours go before both. */
  @media (forced-colors: active) {
    :host {
      --_text: CanvasText;
      --_text-2: CanvasText;
      --_text-3: CanvasText;
      --_surface: Canvas;
      --_surface-hover: Canvas;
      --_stroke: CanvasText;
      --_stroke-control: ButtonBorder;
      --_link: LinkText;
      --_accent: Highlight;
      --_focus: Highlight;
      --_focus-inner: Canvas;
      --_stencil: GrayText;
      --_good: CanvasText;
      --_warning: CanvasText;
      --_warning-tint: Canvas;
      --_warning-stroke: CanvasText;
      --_severe: CanvasText;
    }
  }
`
