import { globSync, readFileSync } from 'node:fs';
import { i18n } from '@lingui/core';
import { expect, it } from 'vitest';
import { activate } from '@/shared/i18n';
import { dayName, duration, percent } from '@/shared/i18n/format';
import { firstLanguage } from '@/shared/i18n/language';

const FOLDERS = globSync('src/**/locales');

function read(file: string): [string, string][] {
  const found = readFileSync(file, 'utf8').matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm);
  return [...found].map(([, id = '', text = '']) => [id, text]);
}

/** All catalogues of a language; a text that two of them need must be the same in both. */
function entries(language: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const [id, text] of read(`${folder}/${language}.po`)) {
      if (all.has(id)) expect(all.get(id), `${id} in ${folder}`).toBe(text);
      all.set(id, text);
    }
  }
  return all;
}

/** Names of values, without the words that stand in the braces of a plural. */
const values = (text: string) => [...new Set(text.match(/\{\w+(?=[},])/g) ?? [])].sort();

it('has every message in both languages with the same values', () => {
  const [ru, en] = [entries('ru'), entries('en')];
  expect([...ru.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [id, text] of ru) {
    expect(text, id).not.toBe('');
    expect(en.get(id), id).not.toBe('');
    expect(values(en.get(id) ?? ''), id).toEqual(values(text));
  }
});

it('has every form of a Russian plural', () => {
  for (const [id, text] of entries('ru')) {
    if (text.includes(', plural,'))
      for (const form of ['one', 'few', 'many', 'other']) expect(text, id).toContain(`${form} {`);
  }
});

it('speaks of time as people do', async () => {
  const day = 86_400;
  expect([1, 2, 5, 21].map((days) => duration(i18n, days * day))).toEqual([
    '1 день',
    '2 дня',
    '5 дней',
    '21 день',
  ]);
  expect(duration(i18n, 3 * 3600)).toBe('3 часа');
  expect(duration(i18n, 60)).toBe('меньше часа');
  const today = new Date(2026, 10, 20, 12);
  expect(dayName(i18n, new Date(2026, 10, 20, 1), today)).toBe('Сегодня');
  expect(dayName(i18n, new Date(2026, 10, 19, 23), today)).toBe('Вчера');
  expect(dayName(i18n, new Date(2026, 10, 1), today)).toBe('1 ноября');
  expect(percent(i18n, 0.5)).toMatch(/^50\s?%$/);
  await activate('en');
  expect([1, 2].map((days) => duration(i18n, days * day))).toEqual(['1 day', '2 days']);
  expect(dayName(i18n, new Date(2026, 10, 19, 23), today)).toBe('Yesterday');
  expect(dayName(i18n, new Date(2026, 10, 1), today)).toBe('November 1');
  expect(dayName(i18n, new Date(2025, 10, 1), today)).toBe('November 1, 2025');
  expect(percent(i18n, 0.5)).toBe('50%');
  await activate('ru');
});

it.each([
  ['ru', 'ru'],
  ['uk', 'ru'],
  ['en-GB', 'en'],
  ['de', 'en'],
])('begins in the right language for %s', (code, language) => expect(firstLanguage(code)).toBe(language));
