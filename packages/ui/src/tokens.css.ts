/**
 * Fluent 2's web theme as custom properties of the document: reference/crm-embedding.md section 4 (numbers, and which of
 * them miss their contrast). One list for light and dark through `light-dark()`; forced colours map to system colours.
 * They stand in a cascade layer, so any plain `:root` rule of an app wins. Each app sets `--koble-accent-light` and `-dark`
 * and not the pair as `light-dark()`, which vite would lower to variables of its own that nobody sets.
 */
import { css } from 'lit'

export const tokens = css`
  @layer koble-ui {
    :root {
      color-scheme: light dark;

      --koble-accent: light-dark(
        var(--koble-accent-light, #0f6cbd),
        var(--koble-accent-dark, var(--koble-accent-light, #115ea3))
      );
      --koble-on-accent: #ffffff;
      --koble-accent-hover: color-mix(in oklab, var(--koble-accent) 88%, black);
      --koble-accent-pressed: color-mix(in oklab, var(--koble-accent) 70%, black);
      --koble-accent-text: light-dark(
        color-mix(in oklab, var(--koble-accent) 92%, black),
        color-mix(in oklab, var(--koble-accent) 52%, white)
      );
      --koble-accent-tint: light-dark(
        color-mix(in oklab, var(--koble-accent) 9%, white),
        color-mix(in oklab, var(--koble-accent) 32%, #1f1f1f)
      );

      --koble-text: light-dark(#242424, #ffffff);
      --koble-text-2: light-dark(#424242, #d6d6d6);
      --koble-text-3: light-dark(#616161, #adadad);
      --koble-text-disabled: light-dark(#bdbdbd, #5c5c5c);
      --koble-surface: light-dark(#ffffff, #292929);
      --koble-surface-2: light-dark(#fafafa, #1f1f1f);
      --koble-surface-3: light-dark(#f5f5f5, #141414);
      --koble-surface-hover: light-dark(#f5f5f5, #3d3d3d);
      --koble-stroke: light-dark(#d1d1d1, #666666);
      --koble-stroke-2: light-dark(#e0e0e0, #525252);
      --koble-stroke-3: light-dark(#f0f0f0, #3d3d3d);
      --koble-stroke-control: light-dark(#616161, #adadad);
      --koble-focus: light-dark(#000000, #ffffff);
      --koble-focus-inner: light-dark(#ffffff, #000000);
      --koble-stencil: light-dark(#e6e6e6, #575757);
      --koble-stencil-2: light-dark(#fafafa, #333333);
      --koble-backdrop: light-dark(rgb(0 0 0 / 40%), rgb(0 0 0 / 60%));

      --koble-success: light-dark(#0e700e, #54b054);
      --koble-success-tint: light-dark(#f1faf1, #052505);
      --koble-success-stroke: light-dark(#9fd89f, #107c10);
      --koble-warning: light-dark(#bc4b09, #faa06b);
      --koble-warning-tint: light-dark(#fff9f5, #4a1e04);
      --koble-warning-stroke: light-dark(#fdcfb4, #f7630c);
      /* Fluent's dark danger text, #dc626d, has 4.16:1 on Background1; #e37d80 has 5.2:1. */
      --koble-danger: light-dark(#b10e1c, #e37d80);
      --koble-danger-tint: light-dark(#fdf3f4, #3b0509);
      --koble-danger-stroke: light-dark(#eeacb2, #c50f1f);
      --koble-danger-fill: light-dark(#b10e1c, #b10e1c);
      --koble-on-danger: #ffffff;

      --koble-font:
        'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue',
        sans-serif;
      --koble-font-mono: Consolas, 'SF Mono', 'Liberation Mono', 'DejaVu Sans Mono', monospace;
      --koble-radius: 4px;
      --koble-radius-card: 8px;
      --koble-control: 32px;
      --koble-shadow-2: 0 0 2px rgb(0 0 0 / 12%), 0 1px 2px rgb(0 0 0 / 14%);
      --koble-shadow-4: 0 0 2px rgb(0 0 0 / 12%), 0 2px 4px rgb(0 0 0 / 14%);
      --koble-shadow-8: 0 0 2px rgb(0 0 0 / 12%), 0 4px 8px rgb(0 0 0 / 14%);
      --koble-ease: cubic-bezier(0.33, 0, 0.67, 1);
      --koble-duration: 150ms;

      font: 400 14px/20px var(--koble-font);
      color: var(--koble-text);
      background: var(--koble-surface-2);
      text-size-adjust: 100%;
    }
    :root[data-theme='light'] {
      color-scheme: light;
    }
    :root[data-theme='dark'] {
      color-scheme: dark;
    }
    body {
      margin: 0;
    }

    @media (prefers-reduced-motion: reduce) {
      :root {
        --koble-duration: 0ms;
      }
    }
    @media (prefers-contrast: more) {
      :root {
        --koble-text-2: var(--koble-text);
        --koble-text-3: var(--koble-text);
        --koble-stroke: var(--koble-stroke-control);
        --koble-stroke-2: var(--koble-stroke-control);
      }
    }
    @media (forced-colors: active) {
      :root {
        --koble-accent: ButtonFace;
        --koble-on-accent: ButtonText;
        --koble-accent-hover: Highlight;
        --koble-accent-pressed: Highlight;
        --koble-accent-text: LinkText;
        --koble-accent-tint: Canvas;
        --koble-text: CanvasText;
        --koble-text-2: CanvasText;
        --koble-text-3: CanvasText;
        --koble-text-disabled: GrayText;
        --koble-surface: Canvas;
        --koble-surface-2: Canvas;
        --koble-surface-3: Canvas;
        --koble-surface-hover: Canvas;
        --koble-stroke: CanvasText;
        --koble-stroke-2: CanvasText;
        --koble-stroke-3: CanvasText;
        --koble-stroke-control: ButtonBorder;
        --koble-focus: Highlight;
        --koble-focus-inner: Canvas;
        --koble-stencil: GrayText;
        --koble-stencil-2: Canvas;
        --koble-success: CanvasText;
        --koble-success-tint: Canvas;
        --koble-success-stroke: CanvasText;
        --koble-warning: CanvasText;
        --koble-warning-tint: Canvas;
        --koble-warning-stroke: CanvasText;
        --koble-danger: CanvasText;
        --koble-danger-tint: Canvas;
        --koble-danger-stroke: CanvasText;
        --koble-danger-fill: ButtonFace;
        --koble-on-danger: ButtonText;
      }
    }
  }
`
