export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
  at: number;
}

const words = (text: string) => (text.match(/\S+/g) ?? []).map((word) => `${word} `);

/** How one text became the other, word by word: the longest run of words that both have stays. */
export function difference(before: string, after: string): Piece[] {
  const [a, b] = [words(before), words(after)];
  // lengths[i][j]: how many words the rest of both, from i and from j on, have in common.
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const common = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row)
        row[j] = a[i] === b[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text, at: pieces.length });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, fresh] = [a[i], b[j]];
    if (old !== undefined && old === fresh) {
      add('same', old);
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || common(i + 1, j) >= common(i, j + 1))) {
      add('gone', old);
      i += 1;
    } else if (fresh !== undefined) {
      add('new', fresh);
      j += 1;
    }
  }
  return pieces;
}
