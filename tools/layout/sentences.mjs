// Every sentence exists in Vietnamese and in English with the same places to fill in, is used, and stands with the
// capability it is named after; every key that the code speaks has its sentence.
import { isTest, lineAt, withoutComments } from './tree.mjs';

const LANGUAGES = ['vi', 'en'];
// English has a singular: "reach.houses#one" belongs to "reach.houses".
const plain = (key) => key.replace(/#one$/, '');
// Keys used as such: t('…') in the web app, say(language, "…") and keys of errors in the server.
const SPOKEN = /\bt\(\s*(['"`])([a-z_]+(?:\.[a-z0-9_]+)+)\1|\bsay\([^"';]*(["])([a-z_]+(?:\.[a-z0-9_]+)+)"/g;
const ERROR = /(['"])((?:[a-z_]+\.)?error\.[a-z0-9_.]+)\1/g;
const LITERAL = /(['"`])([a-z_]+(?:\.[a-z0-9_]+)+)\1/g;
// `reach.grade.${grade}` or "reach.class." + …: all keys below are used.
const BEGINNING = /[`'"]([a-z_]+\.(?:[a-z0-9_]+\.)*[a-z0-9_]*)(?:\$\{|["']\s*\+)/g;

const places = (sentence) =>
  [...sentence.matchAll(/\{(\w+)\}/g)]
    .map((found) => found[1])
    .toSorted()
    .join();

function readSentences(tree, say) {
  const texts = { vi: new Map(), en: new Map() };
  for (const file of tree.files) {
    const found = file.name.match(/^src\/(\w+)\/text\/(vi|en)\.json$/);
    if (!found) continue;
    const [, folder, language] = found;
    for (const [key, sentence] of Object.entries(JSON.parse(file.text))) {
      const line = lineAt(file.text, file.text.indexOf(`"${key}"`));
      const owner = key.split('.')[0];
      const theirs = owner !== folder && tree.folders.includes(owner);
      if (theirs || (folder !== 'platform' && folder !== 'app' && owner !== folder)) {
        say(file.name, line, `${key} does not begin with ${folder}.`);
      }
      if (texts[language].has(key)) say(file.name, line, `${key} stands twice`);
      texts[language].set(key, { sentence, file: file.name, line });
    }
  }
  return texts;
}

function comparePairs(texts, say) {
  for (const language of LANGUAGES) {
    const other = texts[language === 'vi' ? 'en' : 'vi'];
    for (const [key, { sentence, file, line }] of texts[language]) {
      const pair = other.get(plain(key));
      if (!pair) say(file, line, `${key} is missing in the other language`);
      else if (language === 'vi' && places(sentence) !== places(pair.sentence)) {
        say(pair.file, pair.line, `${key} has other places to fill in than the Vietnamese sentence`);
      }
      if (typeof sentence !== 'string' || sentence.trim() === '') say(file, line, `${key} says nothing`);
    }
  }
}

/** What the code speaks: keys that must exist, all literals that look like keys, and beginnings of keys. */
function readUses(tree) {
  const spoken = [];
  const literals = new Set();
  const beginnings = new Set();
  for (const file of tree.files) {
    if (!['.cpp', '.hpp', '.ts', '.svelte'].includes(file.kind) || isTest(file) || !file.folder) continue;
    if (file.name.endsWith('.test.ts')) continue;
    const text = withoutComments(file.text);
    const at = (index, key) => spoken.push({ key, file: file.name, line: lineAt(text, index) });
    for (const found of text.matchAll(SPOKEN)) at(found.index, found[2] ?? found[4]);
    for (const found of text.matchAll(ERROR)) at(found.index, found[2]);
    for (const found of text.matchAll(LITERAL)) literals.add(found[2]);
    for (const found of text.matchAll(BEGINNING)) beginnings.add(found[1]);
  }
  return { spoken, literals, beginnings: [...beginnings] };
}

export function sentences(tree) {
  const faults = [];
  const say = (file, line, message) => faults.push({ file, line, message });
  const texts = readSentences(tree, say);
  comparePairs(texts, say);
  const uses = readUses(tree);
  for (const { key, file, line } of uses.spoken) {
    if (!texts.vi.has(key) && !key.endsWith('.')) say(file, line, `${key} has no sentence`);
  }
  for (const [key, { file, line }] of texts.vi) {
    // The common stock may hold a word before its first use.
    const used =
      key.startsWith('common.') ||
      uses.literals.has(key) ||
      uses.beginnings.some((beginning) => key.startsWith(beginning));
    if (!used) say(file, line, `${key} is not used`);
  }
  return faults;
}
