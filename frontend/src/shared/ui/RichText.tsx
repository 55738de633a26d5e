/** Pieces of a text between pairs of `**`; odd ones are the key phrases. A lone marker is hidden, not shown. */
export function pieces(text: string): { text: string; strong: boolean; at: number }[] {
  let at = 0;
  return text.split('**').flatMap((part, index) => {
    const piece = { text: part, strong: index % 2 === 1, at };
    at += part.length + 2;
    return part ? [piece] : [];
  });
}

/** A turn's text: line breaks and key phrases, always as text and never as markup. */
export function RichText({ text }: { text: string }) {
  // A marker whose other half has not come yet.
  const settled = text.endsWith('*') && !text.endsWith('**') ? text.slice(0, -1) : text;
  return (
    <>
      {pieces(settled).map((piece) =>
        piece.strong ? (
          <strong key={piece.at}>{piece.text}</strong>
        ) : (
          <span key={piece.at}>{piece.text}</span>
        ),
      )}
    </>
  );
}
