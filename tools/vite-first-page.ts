import type { HtmlTagDescriptor, Plugin } from 'vite';

const STYLES = /^ *<link rel="stylesheet"[^>]*>\n/gm;

/** Style sheets hold back every module: with few connections they must not queue behind the modules. */
export function stylesFirst(html: string): string {
  const styles = html.match(STYLES) ?? [];
  return html
    .replace(STYLES, '')
    .replace(/^ *<script type="module"(?! async)/m, (script) => styles.join('') + script);
}

/** Puts the script that asks ahead (src/platform/web/ahead.ts) at the head of the page, and sets what is loaded in order. */
export function firstPage(): Plugin {
  return {
    name: 'thon-first-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (item) => item.type === 'chunk' && item.name === 'ahead',
        );
        const script: HtmlTagDescriptor = {
          tag: 'script',
          // Async scripts come last in a browser's order unless it is told otherwise.
          attrs: {
            // The workshop's server speaks in modules only.
            ...(chunk ? {} : { type: 'module' }),
            async: true,
            fetchpriority: 'high',
            src: `/${chunk?.fileName ?? 'ahead.ts'}`,
          },
          injectTo: 'head-prepend',
        };
        return { html: stylesFirst(html), tags: [script] };
      },
    },
  };
}
