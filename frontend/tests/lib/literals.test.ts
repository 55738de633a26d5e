import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** What is read or heard, as an attribute or as a property that becomes one. */
const SAID =
  /^(label|title|hint|lead|text|placeholder|alt|aria-(label|description|roledescription|valuetext))$/;
const LETTERS = /\p{L}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** The words of a literal, or of a template around its values. */
function words(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateElement') return (node.value as { cooked: string }).cooked;
  return node.type === 'JSXText' ? (node.value as string) : null;
}

/** A value that an expression may have: both sides of a choice, what stands in brackets. */
function values(node: Node): Node[] {
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(valuesOf);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(valuesOf);
  if (node.type === 'TemplateLiteral') return node.quasis as Node[];
  if (node.type === 'JSXExpressionContainer') return valuesOf(node.expression);
  return [node];
}

const valuesOf = (value: unknown) => (isNode(value) ? values(value) : []);

/** Texts for people that stand in the code, where no translation reaches them. */
function literals(file: string, source: string): string[] {
  const found = new Set<Node>();
  const visit = (node: Node) => {
    const text = words(node);
    if (text !== null && CYRILLIC.test(text)) found.add(node);
    const isNamed = node.type === 'JSXAttribute' || node.type === 'Property';
    const { name, value } = ((isNamed ? (node.name ?? node.key) : {}) ?? {}) as {
      name?: string;
      value?: string;
    };
    const said = isNamed ? SAID.test(name ?? value ?? '') : /^JSX(Element|Fragment)$/.test(node.type);
    const inside = isNamed ? valuesOf(node.value) : said ? (node.children as Node[]).flatMap(values) : [];
    if (said) for (const part of inside) if (LETTERS.test(words(part) ?? '')) found.add(part);
    for (const part of Object.values(node).flat()) if (isNode(part)) visit(part);
  };
  visit(parseSync(file, source).program as unknown as Node);
  return [...found].map((node) => `${file}: ${words(node)?.trim()}`);
}

it('keeps what people read in the catalogues', () => {
  // A search takes one letter for the other.
  const letters = /zones\.ts: [её]$/;
  const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('/generated/'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => literals(file, readFileSync(file, 'utf8')));
  expect(found.filter((line) => !letters.test(line))).toEqual([]);
});

it.each([
  ['<p>Hello</p>', 'Hello'],
  ["<p>{early ? 'Hello' : late}</p>", 'Hello'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is looked at has one
  ['<p>{`${count} days`}</p>', 'days'],
  ['<button aria-label="Close" />', 'Close'],
  ["<input placeholder={mine ?? 'Words'} />", 'Words'],
  ["f([{ value: 'en', label: 'Eng' }])", 'Eng'],
  ["f('Привет')", 'Привет'],
])('finds the text in %s', (code, text) => {
  expect(literals('a.tsx', code)).toEqual([`a.tsx: ${text}`]);
});

it.each(['<p className="card">{i18n.t("a.b")} · 1</p>', "f({ key: 'value', kind: 'talk' })"])(
  'lets %s pass',
  (code) => expect(literals('a.tsx', code)).toEqual([]),
);
