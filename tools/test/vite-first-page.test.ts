import { expect, test } from 'vitest';
import { stylesFirst } from '../vite-first-page.ts';

test('style sheets stand before the modules that wait for them', () => {
  const built = [
    '    <script type="module" crossorigin src="/assets/app.js"></script>',
    '    <link rel="modulepreload" crossorigin href="/assets/first.js">',
    '    <link rel="stylesheet" crossorigin href="/assets/app.css">',
    '  </head>',
    '',
  ];
  expect(stylesFirst(built.join('\n')).split('\n')).toEqual([
    built[2],
    built[0],
    built[1],
    ...built.slice(3),
  ]);
});
