// Plain syllables without diacritics: easy to read out over the telephone and to type on any phone.
const SYLLABLES =
  'ban bep canh cau cay chim chua cong dao dat den dong dua duong gao ghe gio giang hat hoa hong lang lua mai mau may minh mua nang ngo nha non nuoc nuong ong quat que ruong sang sen song tam thom thu trang tre trong tuoi vai vang vuon xanh xoai'.split(
    ' ',
  );

/** "sen-gio-tre-lua-4821": four syllables and four digits, about 36 bits. */
export function suggestPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(5));
  const words = [...random.slice(0, 4)].map((number) => SYLLABLES[number % SYLLABLES.length]);
  return [...words, String((random[4] ?? 0) % 10_000).padStart(4, '0')].join('-');
}
