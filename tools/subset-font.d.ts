// subset-font brings no types of its own; what tools/vite-fonts.ts uses of it.
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'woff2'; noHinting: boolean; preserveNameIds: number[] },
  ): Promise<Uint8Array>;
}
