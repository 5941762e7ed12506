// Writes docs/database.md from the migrations.
//   node tools/make-database-doc.mjs [--check]    --check only tells whether the file is current
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { levelOf } from './layout/tree.mjs';

const OUTPUT = 'docs/database.md';
const HEAD = `# The database

Made from the migrations by \`./dev api\`; do not edit. The same on SQLite and PostgreSQL. Ids are UUIDv7 as text, times
are milliseconds since 1970 (UTC), dates are YYYY-MM-DD, yes/no is 1/0; an empty valid_to means "still". A capability
reads the tables of others only through the views named \`…_v\` and a few tables published as they are.
`;

/** Splits at commas that are not inside brackets. */
function parts(body) {
  const found = [''];
  let depth = 0;
  for (const letter of body) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

/** The comment lines that stand directly above a place. */
function commentAbove(text, index) {
  const lines = text.slice(0, index).split('\n').slice(0, -1);
  const comment = [];
  while (lines.at(-1)?.startsWith('--')) comment.unshift(lines.pop().replace(/^--\s?/, ''));
  return comment.join(' ');
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}

function table(name, body) {
  const rows = [];
  const rules = [];
  for (const part of parts(body.replace(/--[^\n]*/g, ''))) {
    const column = part.match(/^([a-z_]+) (\{\{identity\}\}|[A-Z]+(?: PRECISION)?)\s*(.*)$/);
    if (!column || /^(PRIMARY|UNIQUE|CHECK|FOREIGN)/.test(part)) rules.push(part);
    else rows.push(`| ${column[1]} | ${column[2].replace(/[{}]/g, '')} | ${cell(column[3])} |`);
  }
  const also = rules.length > 0 ? `\n${rules.map((rule) => `- ${rule}`).join('\n')}\n` : '';
  return `### ${name}\n\n{comment}| column | type | rule |\n| --- | --- | --- |\n${rows.join('\n')}\n${also}`;
}

function migration(text) {
  const sections = [];
  const found = text.matchAll(
    /CREATE TABLE (\w+) \(\n([\s\S]*?)\n\);|CREATE VIEW (\w+) AS\n([\s\S]*?);|ALTER TABLE [^;]*;/g,
  );
  for (const match of found) {
    const [whole, name, columns, view, select] = match;
    const comment = commentAbove(text, match.index);
    const words = comment && `${comment}\n\n`;
    if (name) sections.push(table(name, columns).replace('{comment}', () => words));
    else if (view) sections.push(`### ${view} (view)\n\n${words}\`\`\`sql\n${select}\n\`\`\`\n`);
    else sections.push(`\`\`\`sql\n${whole}\n\`\`\`\n`);
  }
  return sections.join('\n');
}

/** The whole document from {file: text}. */
export function databaseDocument(files) {
  let folder = '';
  let output = HEAD;
  for (const [file, text] of Object.entries(files)) {
    const owner = file.replace(/^src\/(platform\/)?/, '').split('/')[0];
    if (owner !== folder) output += `\n## ${owner}\n`;
    folder = owner;
    output += `\n${migration(text)}`;
  }
  return output;
}

const level = (file) => levelOf(file.split('/')[1]);

function main() {
  const names = readdirSync('src', { recursive: true })
    .filter((name) => /\/schema\/[^/]+\.sql$/.test(name))
    .map((name) => `src/${name}`)
    .toSorted((a, b) => level(a) - level(b) || (a < b ? -1 : 1));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(name, 'utf8')]));
  const document = databaseDocument(files);
  if (process.argv.includes('--check')) {
    if (existsSync(OUTPUT) && readFileSync(OUTPUT, 'utf8') === document) return;
    console.error(`${OUTPUT} is not what the migrations say: run ./dev api`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, document);
}

if (process.argv[1] === import.meta.filename) main();
